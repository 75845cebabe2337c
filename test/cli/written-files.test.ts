import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { command } from './command.ts'

const root = join(import.meta.dirname, '../..')
const kept = () =>
  ['docs/permissions.md', 'services/schema.json'].map(file => readFileSync(join(root, file), 'utf8'))

describe.each(['permissions', 'schema', 'sbom'])('npm run %s', name => {
  it('says what it does, and does nothing', async () => {
    const before = kept()
    const { code, out, err } = await command(`${name}.ts`, ['--help'], root)
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain(`\n  npm run ${name}\n`)
    expect(kept()).toEqual(before)
  })

  it.each(['--check', 'file'])('refuses %s', async word => {
    const { code, out, err } = await command(`${name}.ts`, [word], root)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(word)
  })
})
