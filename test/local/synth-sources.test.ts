import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sources } from '../../local/synth.ts'

/** Files of ours that a file takes values from; types decide nothing. */
const importsOf = (file: string): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^(?:import|export)(?! type\b)[^'"]*from '(\.[^']+)'/gm)].map(
    ([, from = '']) => join(dirname(file), from),
  )

const reached = (files: readonly string[], seen = new Set<string>()): ReadonlySet<string> => {
  for (const file of files) {
    if (seen.has(file)) continue
    seen.add(file)
    if (file.endsWith('.ts')) reached(importsOf(file), seen)
  }
  return seen
}

describe('what a kept template depends on', () => {
  it('is every file that the stack is made of', () => {
    const files = reached(globSync('infra/**/*.ts'))
    const isCovered = (file: string) => sources.some(one => file === one || file.startsWith(`${one}/`))
    expect(files).toContain('lib/operate/routes.ts')
    expect([...files].filter(file => !isCovered(file))).toEqual([])
  })
})
