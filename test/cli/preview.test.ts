import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { preview } from '../../cli/preview.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preview-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const run = (args: readonly string[], colours = false) => {
  const told = { out: '', err: '' }
  const streams = {
    out: (text: string) => {
      told.out += text
    },
    err: (text: string) => {
      told.err += text
    },
  }
  const code = preview(args, streams, colours)
  return { code, ...told }
}

const fileWith = (name: string) => {
  const file = join(folder, 'service.yaml')
  writeFileSync(
    file,
    `id: a-body\ncode: AB\nname: { es: "el SEPE" }\ncomponents:\n  - { id: web, name: { es: "${name}" }, declared: true }\n`,
  )
  return file
}

describe('preview', () => {
  it('prints every text of the shipped service', () => {
    const { code, out, err } = run([])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('la Sede Electrónica de la Seguridad Social (es)')
    expect(out).toMatch(
      /folded\.down, with the others +length \d+ {2}INFLESZ \d+\.\d {2}longest sentence \d+\n/,
    )
    expect(out).toMatch(/1376 texts, 0 fail a gate/)
    expect(out).not.toContain('\u001b')
  })

  it('prints one JSON object a line', () => {
    const { code, out } = run(['--json', '--config', fileWith('la web del SEPE')])
    const lines = out
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as Record<string, unknown>)
    expect(code).toBe(0)
    expect(lines.length).toBe(86)
    expect(lines[0]).toMatchObject({ component: 'web', template: 'outage', numbers: 'usual', passes: true })
  })

  it('ends 1 and shows the text that fails', () => {
    const { code, out } = run([
      '--config',
      fileWith('la plataforma institucional de administración electrónica'),
    ])
    expect(code).toBe(1)
    expect(out).toContain('fails a gate')
    expect(out).not.toContain(' 0 fail a gate')
  })

  it('paints only where it is told to', () => {
    expect(run(['--config', fileWith('la web')], true).out).toContain('\u001b[')
  })

  it('ends 2 when the file is not there', () => {
    const { code, out, err } = run(['--config', join(folder, 'none.yaml')])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('none.yaml')
  })

  it('ends 2 when the usage is wrong', () => {
    expect(run(['--nope']).code).toBe(2)
    expect(run(['--nope']).err).toContain('npm run preview')
  })

  it('explains itself', () => {
    expect(run(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('--config FILE') })
  })
})
