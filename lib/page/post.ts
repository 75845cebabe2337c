import type { Entry, Flight, Ledger, Waiting } from '../publish/ledger.ts'
import type { Service } from '../service/service.ts'
import type { Tone } from './component.ts'
import type { Audience } from './incident.ts'
import { type Calendar, type Moment, momentOf, saidAt } from './moment.ts'

export interface PostView {
  readonly notice: string
  readonly tone: Tone
  /** Such as `Publicado`. */
  readonly state: string
  readonly at: Moment
  readonly text: string
  /** The channel's own id of the post. */
  readonly id?: string
  /** Why it was not sent, for operators. */
  readonly why?: string
}

export interface ChannelView {
  readonly id: string
  readonly name: string
  /** The language of its posts, as a tag of BCP 47. */
  readonly lang: string
  /** Why it takes nothing now, for operators. */
  readonly held?: string
  /** Newest first. */
  readonly posts: readonly PostView[]
}

const words = {
  sent: { tone: 'good', state: 'Publicado' },
  sending: { tone: 'unknown', state: 'Enviándose' },
  waiting: { tone: 'unknown', state: 'Espera un sí' },
  unknown: { tone: 'slow', state: 'En duda: lo estamos buscando' },
  unclear: { tone: 'bad', state: 'En duda: lo tiene que mirar una persona' },
  skipped: { tone: 'quiet', state: 'No publicado' },
  refused: { tone: 'bad', state: 'Rechazado' },
} as const

const ofEntry = (entry: Entry, calendar: Calendar): PostView => ({
  notice: entry.notice,
  ...words[entry.state],
  at: momentOf(entry.at, calendar),
  text: entry.text,
  ...(entry.id !== undefined && { id: entry.id }),
  ...(entry.why !== undefined && { why: entry.why }),
})

const ofFlight = (flight: Flight, calendar: Calendar): PostView => ({
  notice: flight.notice,
  ...words[flight.state],
  at: momentOf(flight.t0, calendar),
  text: flight.text,
})

const ofWaiting = (waiting: Waiting, calendar: Calendar): PostView => ({
  notice: waiting.notice,
  ...words.waiting,
  at: momentOf(waiting.at, calendar),
  text: waiting.text,
})

const names: Readonly<Record<string, string>> = { x: 'X', 'x.shadow': 'X (ensayo: no se publica nada)' }

const heldBy = ({ notBefore, why }: Ledger, calendar: Calendar): string | undefined => {
  if (notBefore === undefined || notBefore <= calendar.now) return undefined
  return `No envía nada hasta ${saidAt(notBefore, calendar).replace(/^a /, '')}${why === undefined ? '' : `: ${why}`}`
}

const langOf = ({ channels }: Service, channel: string): string => {
  const language = channel.split('.')[0] === 'x' ? channels.x?.language : undefined
  return language === 'va' ? 'ca-valencia' : (language ?? 'es')
}

/** What a channel told, newest first; the public sees what the public was told, and nothing else. */
export const channelView = (
  service: Service,
  ledger: Ledger,
  calendar: Calendar,
  audience: Audience,
): ChannelView => {
  const { channel } = ledger
  const known = { id: channel, name: names[channel] ?? channel, lang: langOf(service, channel) }
  const log = ledger.log.toReversed()
  if (audience === 'public')
    return {
      ...known,
      posts: log.filter(one => one.state === 'sent').map(({ why: _, ...one }) => ofEntry(one, calendar)),
    }
  const held = heldBy(ledger, calendar)
  return {
    ...known,
    ...(held !== undefined && { held }),
    posts: [
      ...(ledger.flight ? [ofFlight(ledger.flight, calendar)] : []),
      ...(ledger.waiting ? [ofWaiting(ledger.waiting, calendar)] : []),
      ...log.map(entry => ofEntry(entry, calendar)),
    ],
  }
}
