import type { ServiceRecord } from '../incident/record.ts'
import type { Store } from '../ports.ts'
import { draftOf, noticeId } from '../publish/draft.ts'
import { emptyLedger } from '../publish/flight.ts'
import type { Ledger } from '../publish/ledger.ts'
import { plan } from '../publish/plan.ts'
import { ledgerName } from '../publish/turn.ts'
import type { Service } from '../service/service.ts'
import { channelIds } from './preview.ts'
import type { Post } from './reply.ts'

const inLedger = (service: string, { channel, log, flight, waiting }: Ledger): readonly Post[] => [
  ...log.map(({ doubt: _, ...entry }) => ({ service, channel, ...entry })),
  ...(flight
    ? [{ service, channel, notice: flight.notice, state: flight.state, at: flight.first, text: flight.text }]
    : []),
  ...(waiting
    ? [
        {
          service,
          channel,
          notice: waiting.notice,
          state: 'waiting' as const,
          at: waiting.at,
          text: waiting.text,
        },
      ]
    : []),
]

/** Posts of every channel, oldest first: what was told, what is on its way, and what is due and not begun. */
export const postsOf = async (
  store: Pick<Store, 'readLedger'>,
  service: Service,
  record: ServiceRecord,
  now: number,
): Promise<readonly Post[]> => {
  const posts: Post[] = []
  for (const id of channelIds(service)) {
    const settings = service.channels[id]
    if (!settings) continue
    const channel = ledgerName(id, settings)
    const ledger = (await store.readLedger(service.id, channel)) ?? emptyLedger(service.id, channel, now)
    posts.push(...inLedger(service.id, ledger))
    const begun = new Set([ledger.flight?.notice, ledger.waiting?.notice])
    const held = Object.hasOwn(record.holds, 'all') || Object.hasOwn(record.holds, id)
    const situation = {
      now,
      official: service.official,
      tellAfter: service.policy.fold.tellAfter,
      record,
      archived: [],
    }
    for (const due of plan(ledger, situation)) {
      const notice = noticeId(due)
      if (begun.has(notice)) continue
      const { text } = draftOf(due, { service, settings, ledger, now })
      posts.push({ service: service.id, channel, notice, state: held ? 'held' : 'pending', at: now, text })
    }
  }
  return posts.toSorted((a, b) => a.at - b.at)
}
