import { parseRecord } from '../incident/schema.ts'
import { parseLedger } from '../publish/schema.ts'
import { type Item, isPlain } from './item.ts'

/** What whoever exports or imports a service should know before its watch goes on elsewhere. */
export type Remark =
  /** Posts may go out while the file travels, and would be told again by whoever starts from it. */
  | { readonly is: 'not-held'; readonly service: string }
  /** Nobody knows yet whether this post is public: whoever starts from the file looks for it first. */
  | { readonly is: 'in-flight'; readonly service: string; readonly channel: string; readonly notice: string }
  /** It cannot be read by this version: nothing would be told of it. */
  | { readonly is: 'unreadable'; readonly service: string; readonly sk: string }

const read = (pk: string, sk: string, body: unknown): readonly Remark[] => {
  const service = pk.replace('service#', '')
  if (sk === 'record') {
    const isHeld = Object.hasOwn(parseRecord(body).holds, 'all')
    return isHeld ? [] : [{ is: 'not-held', service }]
  }
  const { flight, channel } = parseLedger(body)
  return flight ? [{ is: 'in-flight', service, channel, notice: flight.notice }] : []
}

export const remarksOn = (item: Item): readonly Remark[] => {
  const { pk, sk } = item
  if (sk !== 'record' && !sk.startsWith('ledger#')) return []
  const unreadable = { is: 'unreadable', service: pk.replace('service#', ''), sk } as const
  if (!isPlain(item)) return [unreadable]
  try {
    return read(pk, sk, item.body)
  } catch {
    return [unreadable]
  }
}

export const remarkWords = (remark: Remark): string => {
  switch (remark.is) {
    case 'not-held':
      return `${remark.service} is not held: what is told after the export may be told again from it; see docs/upgrade.md`
    case 'in-flight':
      return `${remark.service}: nobody knows yet whether ${remark.notice} is public on ${remark.channel}; it is looked for first`
    case 'unreadable':
      return `${remark.service}: ${remark.sk} is not what this version writes; docs/runbook.md, broken item`
    default:
      return remark satisfies never
  }
}
