import { createHash } from 'node:crypto'
import { BrokenItem } from '../incident/schema.ts'

/** A record, ledger or book in the table that is not what we write, and where its copy lies. */
export class ItemSetAside extends BrokenItem {
  readonly service: string
  /** `record`, `alerts` or `ledger#<channel>`: it is still there, until a person mends or removes it. */
  readonly item: string
  /** Key of the copy; absent where it could not be made. */
  readonly kept: string | undefined

  constructor(service: string, item: string, kept: string | undefined, fault: BrokenItem) {
    super(`service#${service} ${item}`, fault.found, fault.cause)
    this.service = service
    this.item = item
    this.kept = kept
  }
}

/** DynamoDB takes 400 KB, a quiet record has 2: what is longer than this has run away, and would soon not be written. */
const longest = 300 * 1_024

/** Identity of a stored item: whoever reads its key or version elsewhere than in its body would write over another's. */
export interface Place {
  readonly service: string
  readonly item: string
  readonly version: number
}

interface Stored {
  readonly service: string
  readonly version: number
  readonly channel?: string
  readonly book?: string
}

const itemOf = ({ channel, book }: Stored): string =>
  book ?? (channel === undefined ? 'record' : `ledger#${channel}`)

/** Throws BrokenItem for a text that is too long. */
export const notTooLong = (text: string): string => {
  if (text.length > longest) throw new BrokenItem(`an item of ${text.length} characters`, text)
  return text
}

/** Throws BrokenItem for a body that belongs to another item, or to another version of it. */
export const inItsPlace = <Item extends Stored>(item: Item, place: Place): Item => {
  const isHere =
    item.service === place.service && itemOf(item) === place.item && item.version === place.version
  if (!isHere) throw new BrokenItem(`version ${item.version} of ${item.service} ${itemOf(item)}`, item)
  return item
}

/** Where the copy of a broken item lies: the same for the same content, so that a repeat changes nothing. */
export const brokenKey = (item: string, content: string): string =>
  `broken#${item}#${createHash('sha256').update(content).digest('hex').slice(0, 16)}`

/** Reads an item; one that is not what we write is copied first. Throws ItemSetAside for it. */
export const orSetAside = async <Item>(
  service: string,
  item: string,
  read: () => Promise<Item>,
  copy: () => Promise<string>,
): Promise<Item> => {
  try {
    return await read()
  } catch (fault) {
    if (!(fault instanceof BrokenItem)) throw fault
    // Who may only read, or meets a table that fails, still has to say that the item is broken.
    const kept = await copy().catch(() => undefined)
    throw new ItemSetAside(service, item, kept, fault)
  }
}
