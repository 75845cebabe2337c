import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EvidenceRefused, FileKept, writeEvidence } from '../../cli/export.ts'
import { verify } from '../../cli/verify.ts'
import { exported, outage } from '../audit/outage.ts'

let folder = ''
let evidence: Awaited<ReturnType<typeof exported>>
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'atalaya-evidence-'))
  evidence = await exported(await outage())
})
afterAll(() => rmSync(folder, { recursive: true }))

const put = (name: string, text: string): string => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}
const run = (...args: readonly string[]) => {
  const [out, err]: [string[], string[]] = [[], []]
  const code = verify(args, { out: text => out.push(text), err: text => err.push(text) })
  return { code, out: out.join(''), err: err.join('') }
}
const caught = (act: () => unknown): unknown => {
  try {
    return act()
  } catch (fault) {
    return fault
  }
}

describe('exported evidence', () => {
  it('is written for machines and for people', () => {
    const files = writeEvidence(evidence, join(folder, 'new/deep'))
    expect(files).toEqual(['SS-0001.json', 'SS-0001.md'].map(name => join(folder, 'new/deep', name)))
    expect(JSON.parse(readFileSync(files[0]!, 'utf8'))).toEqual(JSON.parse(JSON.stringify(evidence)))
    expect(readFileSync(files[1]!, 'utf8')).toMatch(/^# SS-0001: /)
    expect(run(files[0]!)).toMatchObject({ code: 0, err: '' })
  })

  it('that breaks is kept apart, and said to break', () => {
    const broken = { ...evidence, posts: [] }
    const fault = caught(() => writeEvidence(broken, join(folder, 'broken')))
    expect(fault).toBeInstanceOf(EvidenceRefused)
    expect(fault).toHaveProperty('message', expect.stringContaining('broken at posts'))
    expect(readdirSync(join(folder, 'broken'))).toEqual(['broken-evidence.json'])
  })

  it('is not written over what is there, unless forced', () => {
    const folder = mkdtempSync(join(tmpdir(), 'atalaya-kept-'))
    const file = join(folder, 'SS-0001.md')
    writeFileSync(file, 'mine')
    expect(caught(() => writeEvidence(evidence, folder))).toBeInstanceOf(FileKept)
    expect([readdirSync(folder), readFileSync(file, 'utf8')]).toEqual([['SS-0001.md'], 'mine'])
    writeEvidence(evidence, folder, { force: true })
    expect(readFileSync(file, 'utf8')).toMatch(/^# SS-0001: /)
    rmSync(folder, { recursive: true })
  })

  it('is nothing that was never evidence', () => {
    expect(caught(() => writeEvidence(undefined, join(folder, 'none')))).toBeInstanceOf(EvidenceRefused)
  })
})

describe('verify', () => {
  it('says what is right, and what it is of', () => {
    const file = put('right.json', JSON.stringify(evidence))
    expect(run(file)).toEqual({
      code: 0,
      out: expect.stringMatching(
        /right\.json: right, SS-0001 of seguridad-social \(record 1 to 13 of 13, x 1 to 4 of 4\)/,
      ),
      err: '',
    })
  })

  it('says where it breaks, and ends with 1', () => {
    const file = put('torn.json', JSON.stringify(evidence).replaceAll('11:02', '11:03'))
    const { code, out, err } = run(file)
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('torn.json: broken at x 1: entry 1 was changed')
  })

  it('says where a file ends too early', () => {
    const { code, err } = run(put('cut.json', JSON.stringify(evidence).slice(0, 900)))
    expect(code).toBe(1)
    expect(err).toContain('it is no JSON')
  })

  it('tells programs the same, in one line for each file', () => {
    const right = put('right.json', JSON.stringify(evidence))
    const torn = put('torn.json', JSON.stringify({ ...evidence, exportedAt: 'never' }))
    const { code, out } = run('--json', right, torn)
    expect(code).toBe(1)
    expect(
      out
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line)),
    ).toMatchObject([
      {
        is: 'right',
        incident: 'SS-0001',
        seal: evidence.seal,
        chains: [{ chain: 'record' }, { chain: 'x' }],
      },
      { is: 'broken', breaks: [{ where: 'seal' }] },
    ])
  })

  it.each([
    ['no file', [], 'verify needs a file'],
    ['a file that is not there', ['/nowhere/SS-0001.json'], 'ENOENT'],
    ['a flag of another command', ['--force'], '--force'],
  ])('ends with 2 for %s', (_, args, said) => {
    expect(run(...args)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(said) })
  })

  it.each([
    ['no file', []],
    ['a file that is not there', ['/nowhere/SS-0001.json']],
    ['a flag of another command', ['--force']],
  ])('tells programs why it makes no sense of %s', (_, args) => {
    const { code, out } = run('--json', ...args)
    expect(code).toBe(2)
    expect(JSON.parse(out)).toMatchObject({ is: 'invalid', why: expect.stringMatching(/\S/) })
  })

  it('says how it is used', () => {
    expect(run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('SS-0007.json') })
  })
})
