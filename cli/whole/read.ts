import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { type Footer, footerSchema, headerSchema } from '../../lib/whole/ends.ts'
import { type Fault, faultOf, quoted } from '../../lib/whole/fault.ts'
import { type Item, itemSchema } from '../../lib/whole/item.ts'
import { byKey } from '../../lib/whole/order.ts'
import { BadFile } from './bad-file.ts'
import { type Line, linesOf } from './lines.ts'

/** An item of a file, and on which line it stands. */
export interface Placed {
  readonly item: Item
  readonly line: number
}

const json = ({ text }: Line): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

const headerWords = 'the first line of an export of format version 1, as export-all writes it'
const ending = 'a last line with the number of items and their SHA-256, and a line feed at its end'
const cut = (found: string): Fault => ({
  found,
  allowed: `${ending}: the file was cut, so get or export it again`,
})

/** What is wrong with the last line; `undefined`: nothing. */
const wrongEnd = ({ items, sha256 }: Footer, count: number, digest: string): Fault | undefined => {
  if (items !== count)
    return { found: `${count} items before it`, allowed: `${items}, as the last line says` }
  if (sha256 === digest) return undefined
  return {
    found: `lines whose SHA-256 is ${digest}`,
    allowed: `${sha256}: something was changed since the export`,
  }
}

const itemIn = (value: unknown, before: Item | undefined): Item | Fault => {
  const parsed = v.safeParse(itemSchema, value)
  if (!parsed.success)
    return faultOf(parsed.issues[0], 'an item: pk, sk, version and body; or pk, sk and attributes')
  const item = parsed.output
  if (before === undefined || byKey(before, item) < 0) return item
  const { pk, sk } = item
  return {
    found: `${quoted(pk)} ${quoted(sk)} after ${quoted(before.sk)}`,
    allowed: 'each item once, in order',
  }
}

const isFault = (found: Item | Fault): found is Fault => 'allowed' in found

/** The items of an export, in their order. Throws BadFile, at the latest after the last item. */
export async function* itemsOf(file: string): AsyncGenerator<Placed> {
  const hash = createHash('sha256')
  let [line, count] = [0, 0]
  let before: Item | undefined
  let isOver = false
  const bad = (fault: Fault, cause?: unknown) => new BadFile(file, line, fault, cause)
  for await (const one of linesOf(file)) {
    line++
    if (isOver) throw bad({ found: quoted(one.text), allowed: 'nothing after the last line' })
    const parsed = json(one)
    if (!one.whole)
      throw bad(cut(parsed ? 'no line feed at the end' : `the beginning of a line, ${quoted(one.text)}`))
    if (!parsed) throw bad({ found: quoted(one.text), allowed: 'one JSON object a line' })
    const footer = v.safeParse(footerSchema, parsed.value)
    if (line === 1) {
      const header = v.safeParse(headerSchema, parsed.value)
      if (!header.success) throw bad(faultOf(header.issues[0], headerWords))
    } else if (footer.success) {
      const fault = wrongEnd(footer.output, count, hash.digest('hex'))
      if (fault) throw bad(fault)
      isOver = true
      continue
    } else {
      const item = itemIn(parsed.value, before)
      if (isFault(item)) throw bad(item)
      count++
      before = item
      yield { item, line }
    }
    hash.update(`${one.text}\n`)
  }
  if (!isOver) throw bad(cut(line === 0 ? 'nothing' : 'the end of the file'))
}
