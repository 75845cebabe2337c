import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge'
import { type BusEvent, source } from '../contract.ts'
import type { Bus, Clock, Journal } from '../ports.ts'

/** EventBridge takes so many entries in one call. */
const perCall = 10

const entryOf = (bus: string, { type, detail }: BusEvent): PutEventsRequestEntry => ({
  EventBusName: bus,
  Source: source,
  DetailType: type,
  Detail: JSON.stringify(detail),
  Time: new Date(detail.at),
})

const inTens = (events: readonly BusEvent[]): readonly (readonly BusEvent[])[] =>
  Array.from({ length: Math.ceil(events.length / perCall) }, (_, n) =>
    events.slice(n * perCall, (n + 1) * perCall),
  )

/**
 * PutEvents answers 200 even where it takes nothing: only entries without an error code count as taken.
 * What failed is put once more at once, and then left for the next round. A failing bus is a line in the journal, no error.
 */
export const eventbridgeBus = (
  client: EventBridgeClient,
  bus: string,
  ports: { clock: Clock; journal: Journal },
): Bus => {
  const putTen = async (events: readonly BusEvent[]): Promise<readonly string[]> => {
    try {
      const { Entries = [] } = await client.send(
        new PutEventsCommand({ Entries: events.map(one => entryOf(bus, one)) }),
      )
      return events.filter((_, n) => Entries[n] && !Entries[n].ErrorCode).map(({ detail }) => detail.id)
    } catch (fault) {
      const error = fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault)
      ports.journal.say({ at: ports.clock.now(), kind: 'fault', where: 'bus', error })
      return []
    }
  }
  return {
    put: async events => {
      const taken: string[] = []
      for (const ten of inTens(events)) {
        const first = await putTen(ten)
        const left = ten.filter(({ detail }) => !first.includes(detail.id))
        taken.push(...first, ...(left.length > 0 ? await putTen(left) : []))
      }
      return taken
    },
  }
}
