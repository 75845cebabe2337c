import { draftOf, noticeId } from '../publish/draft.ts'
import { stillRefused } from '../publish/flight.ts'
import type { Ledger } from '../publish/ledger.ts'
import { freshEvidence } from '../publish/plan.ts'
import type { Service } from '../service/service.ts'
import { type ChannelFacts, duesOn, type FactStore, type Facts, isHeldOn, readFacts } from './facts.ts'
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

/** What is due and was not begun; what was refused or dropped has its line in the log. */
const pending = (facts: Facts, channel: ChannelFacts): readonly Post[] => {
  const { service, record, now } = facts
  const { id, ledger, settings } = channel
  const state = isHeldOn(record, id) ? ('held' as const) : ('pending' as const)
  const refused = stillRefused(ledger, now)
  return duesOn(facts, channel)
    .filter(due => refused[noticeId(due)] === undefined)
    .map(due => {
      const { notice, text } = draftOf(due, { service, settings, ledger, now })
      return { service: service.id, channel: ledger.channel, notice, state, at: now, text }
    })
}

/** Public notes that were overtaken by time: citizens knew nothing of the incident, or nothing could be sent. */
const unheardNotes = (facts: Facts, channel: ChannelFacts, known: ReadonlySet<string>): readonly Post[] => {
  const { service, record, now } = facts
  const { ledger } = channel
  return (record?.incidents ?? []).flatMap(({ id, steps }) =>
    steps.flatMap(({ n, at, facts: said }): readonly Post[] => {
      const notice = `${id}/${n}`
      if (said.what !== 'note' || known.has(notice)) return []
      const isOver = now - at >= freshEvidence || n <= (ledger.told[id]?.step ?? 0)
      const why = 'it could not be told in time'
      return isOver
        ? [
            {
              service: service.id,
              channel: ledger.channel,
              notice,
              state: 'skipped',
              at,
              text: said.text,
              why,
            },
          ]
        : []
    }),
  )
}

/** Posts of every channel, oldest first: what was told, what is on its way, and what is due and not begun. */
export const postsOf = async (store: FactStore, service: Service, now: number): Promise<readonly Post[]> => {
  const facts = await readFacts(store, service, now)
  const posts = facts.channels.flatMap(channel => {
    const begun = [...inLedger(service.id, channel.ledger), ...pending(facts, channel)]
    return [...begun, ...unheardNotes(facts, channel, new Set(begun.map(({ notice }) => notice)))]
  })
  return posts.toSorted((a, b) => a.at - b.at)
}
