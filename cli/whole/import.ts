import type { Items } from '../../lib/adapters/dynamodb-items.ts'
import { wrongWithItem } from '../../lib/whole/check.ts'
import { quoted } from '../../lib/whole/fault.ts'
import { type Item, lineOf } from '../../lib/whole/item.ts'
import { raised } from '../../lib/whole/raise.ts'
import { type Remark, remarksOn } from '../../lib/whole/remarks.ts'
import { BadFile } from './bad-file.ts'
import { itemsOf, type Placed } from './read.ts'

export interface Importing {
  readonly files: readonly string[]
  /** Added to every incident counter. */
  readonly raise: number
  /** Items that no schema of this version takes are put as they stand. */
  readonly broken: boolean
}

/** A counter of a service, before and after. */
export interface Counter {
  readonly service: string
  readonly from: number
  readonly to: number
}

/** What files hold, each of them checked to its end. */
export interface Checked {
  readonly items: number
  readonly counters: readonly Counter[]
  readonly remarks: readonly Remark[]
  /** Partitions, each in one file. */
  readonly partitions: ReadonlyMap<string, string>
}

type Put = Pick<Items, 'put'>
type Read = Pick<Items, 'read'>

const check = (file: string, { item, line }: Placed, broken: boolean): void => {
  const fault = broken ? undefined : wrongWithItem(item)
  if (fault) throw new BadFile(file, line, fault)
}

/** Reads every file to its end, and every item by the schemas of the table. Throws BadFile. */
export const checkFiles = async ({ files, raise, broken }: Importing): Promise<Checked> => {
  const partitions = new Map<string, string>()
  const [counters, remarks]: [Counter[], Remark[]] = [[], []]
  let items = 0
  for (const file of files) {
    for await (const placed of itemsOf(file)) {
      const { item, line } = placed
      check(file, placed, broken)
      const other = partitions.get(item.pk) ?? file
      if (other !== file)
        throw new BadFile(file, line, {
          found: quoted(item.pk),
          allowed: `each service in one file: ${other} has it`,
        })
      partitions.set(item.pk, file)
      const { counter } = raised(item, raise)
      if (counter) counters.push({ service: item.pk.replace('service#', ''), ...counter })
      remarks.push(...remarksOn(item))
      items++
    }
  }
  return { items, counters, remarks, partitions }
}

/** An item of the table that an import would have to write over, or that nobody exported. */
export interface InTheWay {
  readonly pk: string
  readonly sk: string
  readonly why: 'differs' | 'is in no file'
}

/** What stands in the way, and how many items are there already. */
export interface Found {
  readonly inTheWay: readonly InTheWay[]
  readonly there: number
}

async function* raisedItems({ files, raise }: Importing): AsyncGenerator<Item> {
  for (const file of files) for await (const { item } of itemsOf(file)) yield raised(item, raise).item
}

/** Compares the table with the files. Partitions that no file names are not looked at. */
export const compare = async (items: Read, importing: Importing): Promise<Found> => {
  const inTheWay: InTheWay[] = []
  let there = 0
  let [partition, stored] = ['', new Map<string, Item>()]
  const leftOver = () => {
    for (const { pk, sk } of stored.values()) inTheWay.push({ pk, sk, why: 'is in no file' })
  }
  for await (const item of raisedItems(importing)) {
    if (item.pk !== partition) {
      leftOver()
      partition = item.pk
      stored = new Map((await items.read(partition)).map(one => [one.sk, one]))
    }
    const same = stored.get(item.sk)
    if (!same) continue
    stored.delete(item.sk)
    if (lineOf(same) === lineOf(item)) there++
    else inTheWay.push({ pk: item.pk, sk: item.sk, why: 'differs' })
  }
  leftOver()
  return { inTheWay, there }
}

/** Somebody else writes the table. What was written stands; a repeat goes on. */
export class TableBusy extends Error {
  override readonly name = 'TableBusy'
  readonly item: Item
  constructor(item: Item) {
    super(
      `${item.pk} ${item.sk} came to be in the table since it was looked at: end whatever watches ${item.pk} first`,
    )
    this.item = item
  }
}

/** Puts under way at once. */
const atOnce = 25
/** Writes between two words of progress. */
const oftenEnough = 5_000

/**
 * Writes what is not there yet, in the order of the files: a record is begun when all before it is written, so that no
 * publisher meets it without its ledger, whenever this dies. Returns how many were written. Throws TableBusy.
 */
export const write = async (
  items: Put,
  importing: Importing,
  progress: (written: number) => void,
): Promise<number> => {
  let written = 0
  let waiting: Item[] = []
  const flush = async () => {
    const batch = waiting
    waiting = []
    const answers = await Promise.all(batch.map(async item => ({ item, is: await items.put(item) })))
    const other = answers.find(({ is }) => is === 'other')
    if (other) throw new TableBusy(other.item)
    const before = written
    written += answers.filter(({ is }) => is === 'written').length
    if (Math.floor(written / oftenEnough) > Math.floor(before / oftenEnough)) progress(written)
  }
  for await (const item of raisedItems(importing)) {
    if (item.sk === 'record' || waiting.length === atOnce) await flush()
    waiting.push(item)
  }
  await flush()
  return written
}
