import { createHash } from 'node:crypto'
import type { Items } from '../../lib/adapters/dynamodb-items.ts'
import { type Footer, type Header, headerOf } from '../../lib/whole/ends.ts'
import { lineOf } from '../../lib/whole/item.ts'
import { type Remark, remarksOn } from '../../lib/whole/remarks.ts'

/** What an export is told as it goes. */
export interface ExportTold {
  remark(remark: Remark): void
  /** Items so far. */
  progress(items: number): void
}

const oftenEnough = 5_000

/** An export, line by line; every line ends with a line feed. The same table gives the same lines after the first. */
export async function* exportLines(
  items: Pick<Items, 'partitions' | 'still'>,
  facts: Pick<Header, 'table' | 'at' | 'software'>,
  told: ExportTold,
): AsyncGenerator<string, Footer> {
  const hash = createHash('sha256')
  let count = 0
  const hashed = (text: string): string => {
    hash.update(text)
    return text
  }
  yield hashed(`${JSON.stringify(headerOf(facts))}\n`)
  for (const partition of await items.partitions()) {
    for (const item of await items.still(partition)) {
      for (const remark of remarksOn(item)) told.remark(remark)
      yield hashed(`${lineOf(item)}\n`)
      if (++count % oftenEnough === 0) told.progress(count)
    }
  }
  const footer: Footer = { items: count, sha256: hash.digest('hex') }
  yield `${JSON.stringify(footer)}\n`
  return footer
}
