import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { preview } from '../../cli/preview.ts'
import { pageWordsIn } from '../../lib/page/page-words.ts'
import { languages } from '../../lib/service/channel.ts'
import { wordsIn } from '../../lib/words/language.ts'

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
    expect(lines.length).toBe(87)
    expect(lines[0]).toMatchObject({ component: 'web', template: 'outage', numbers: 'usual', passes: true })
  })

  it('speaks the languages of the channels unless another is asked for', () => {
    const file = fileWith('la web del SEPE')
    expect(run(['--config', file]).out).toMatch(/\nes: 86 texts/)
    appendFileSync(file, 'channels: { x: { language: gl } }\n')
    const { out } = run(['--config', file])
    expect(out).toMatch(/\ngl: 86 texts, 0 fail a gate; the worst: length \d+ {2}longest sentence \d+\n/)
    expect(out).not.toContain('\nes: ')
    expect(run(['--config', file, '--language', 'en']).out).toMatch(/\nen: 86 texts.*Flesch \d/)
  })

  it('lists what a native speaker has to look at', () => {
    const file = fileWith('la web del SEPE')
    const basque = run(['--config', file, '--language', 'eu'])
    expect(basque.out).toContain('\neu: wants a native check: all\n')
    expect(basque.out.match(/ {4}wants a native check\n/g)?.length).toBe(43)
    expect(run(['--config', file]).out).not.toContain('native check')
    const english = run(['--config', file, '--language', 'en', '--json']).out.trimEnd().split('\n')
    const marked = english.map(line => JSON.parse(line) as { template?: string; check?: boolean })
    const one = (template: string) => marked.find(text => text.template === template)?.check
    expect([one('declared.delays'), one('note')]).toEqual([true, false])
  })

  it('lists the words of the page beside those of posts', () => {
    const file = fileWith('la web del SEPE')
    const marks = pageWordsIn('gl').check
    expect(marks.length).toBeGreaterThan(0)
    const { out } = run(['--config', file, '--language', 'gl'])
    expect(out).toContain(`\ngl: wants a native check on the page: ${marks.join(', ')}\n`)
    const json = run(['--config', file, '--language', 'all', '--json']).out.trimEnd().split('\n')
    const listed = json.map(line => JSON.parse(line) as object).filter(line => 'nativeCheck' in line)
    expect(listed).toEqual(
      languages.map(language => ({
        language,
        nativeCheck: { posts: wordsIn(language).check, page: pageWordsIn(language).check },
      })),
    )
  })

  it('keeps every gate in every language', () => {
    const { code, out } = run(['--language', 'all', '--json'])
    const seen = out
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as { language: string })
    expect(code).toBe(0)
    expect([...new Set(seen.map(one => one.language))]).toEqual(['es', 'ca', 'va', 'gl', 'eu', 'en'])
  })

  it('ends 2 when nobody speaks the language', () => {
    const { code, out, err } = run(['--language', 'fr'])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('no such language: fr')
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
