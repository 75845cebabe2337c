import { createHash } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { BadFile } from '../../cli/whole/bad-file.ts'
import { checkFiles } from '../../cli/whole/import.ts'
import type { Item } from '../../lib/whole/item.ts'
import { aFolder, exportedText, listed } from './stage.ts'

const folder = aFolder()
afterAll(() => folder.remove())

const pk = 'service#seguridad-social'
const day = (date: string): Item => ({ pk, sk: `day#${date}`, version: 1, body: { from: date, counts: {} } })
const good = await exportedText(listed([day('2026-11-19'), day('2026-11-20'), day('2026-11-21')]))
const lines = good.trimEnd().split('\n')
/** Lines with a last one that is right for them, as a person makes who knows the format. */
const sealed = (...some: readonly string[]) => {
  const text = `${some.join('\n')}\n`
  const sha256 = createHash('sha256').update(text).digest('hex')
  return `${text}${JSON.stringify({ items: some.length - 1, sha256 })}\n`
}
const [header = '', first = '', second = ''] = lines

const refusal = async (text: string, broken = false) => {
  const fault = await checkFiles({ files: [folder.file(text)], raise: 0, broken }).catch(one => one)
  expect(fault).toBeInstanceOf(BadFile)
  return { line: fault.line, found: fault.fault.found, allowed: fault.fault.allowed, message: fault.message }
}

describe('a file', () => {
  it('is taken as it was exported', async () => {
    expect(await checkFiles({ files: [folder.file(good)], raise: 0, broken: false })).toMatchObject({
      items: 3,
    })
    expect(sealed(...lines.slice(0, -1))).toBe(good)
  })

  it('is refused wherever it was cut', async () => {
    for (let length = 0; length < good.length; length++) {
      const { allowed } = await refusal(good.slice(0, length))
      expect(allowed).toContain('the file was cut')
    }
  })

  it('is refused where any letter of it was changed', async () => {
    for (let at = 0; at < good.length; at += 3) {
      const other = good[at] === 'x' ? 'y' : 'x'
      await refusal(good.slice(0, at) + other + good.slice(at + 1))
    }
  })

  it.each([
    ['another format', '{"format":"csv"}', 1],
    ['a newer format', header.replace('"formatVersion":1', '"formatVersion":2'), 1],
  ])('of %s is refused at its first line', async (_, other, line) => {
    const { allowed, ...rest } = await refusal(sealed(other, first))
    expect(rest.line).toBe(line)
    expect(allowed).toContain('format version 1')
  })

  it.each([
    ['an item twice', [first, first], 3, 'each item once, in order'],
    ['items out of order', [second, first], 3, 'each item once, in order'],
    ['no JSON', [first, '{'], 3, 'one JSON object a line'],
    ['a field that no export has', [first.replace('{', '{"more":1,')], 2, 'an item'],
  ])('with %s is refused at its line', async (_, some, line, allowed) => {
    const found = await refusal(sealed(header, ...some))
    expect(found.line).toBe(line)
    expect(found.allowed).toContain(allowed)
    expect(found.message).toMatch(/\.jsonl:\d+: found .+; allowed: .+/)
  })

  it('with more after its end is refused', async () => {
    expect(await refusal(`${good}${first}\n`)).toMatchObject({
      line: 6,
      allowed: 'nothing after the last line',
    })
  })

  it('shares no service with another file', async () => {
    const files = [folder.file(good), folder.file(good)]
    await expect(checkFiles({ files, raise: 0, broken: false })).rejects.toThrow('each service in one file')
  })

  it('may hold every character that some reader takes for an end', async () => {
    const odd: Item = { pk, sk: 'broken#record#1', attributes: { why: { S: 'a\u2028b\u2029c\u0085d\r\n' } } }
    const text = await exportedText(listed([odd]))
    expect(await checkFiles({ files: [folder.file(text)], raise: 0, broken: false })).toMatchObject({
      items: 1,
    })
  })
})
