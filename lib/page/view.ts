import type { ServiceRecord } from '../incident/record.ts'
import type { Ledger } from '../publish/ledger.ts'
import { nameIn, type Service } from '../service/service.ts'
import { type ComponentView, componentView, type Tone } from './component.ts'
import { type Freshness, freshnessOf, staleAfter } from './freshness.ts'
import { type Audience, type IncidentView, incidentView, isShown } from './incident.ts'
import { type Calendar, type Moment, momentOf } from './moment.ts'
import { type ChannelView, channelView } from './post.ts'

/** All that a page says, in words; how it looks is not decided here. */
export interface PageView {
  readonly title: string
  readonly summary: { readonly tone: Tone; readonly text: string }
  /** The instant of the newest round; absent before the first. */
  readonly look?: Moment
  /** What to think of the rest, given the last look. */
  readonly trust: string
  /** Who speaks here, and who does not. */
  readonly disclaimer: string
  readonly components: readonly ComponentView[]
  /** Open ones first, newest first. */
  readonly incidents: readonly IncidentView[]
  readonly channels: readonly ChannelView[]
  readonly made: Moment
  /** The clock that every time on the page is told by. */
  readonly timeZone: string
}

export interface ViewOptions {
  /** `operators` (the default) sees every post with its state and reason; `public` only what may be published. */
  readonly audience?: Audience
  /** Milliseconds since the last round after which the page no longer says how things are; 5 minutes. */
  readonly staleAfter?: number
}

const summaryOf = (freshness: Freshness, components: readonly ComponentView[]): PageView['summary'] => {
  const has = (tone: Tone) => components.some(one => one.tone === tone)
  if (has('bad')) return { tone: 'bad', text: 'Algo no funciona.' }
  if (freshness === 'never') return { tone: 'unknown', text: 'Todavía no hemos mirado.' }
  if (freshness === 'stale') return { tone: 'unknown', text: 'No sabemos cómo va ahora.' }
  if (has('slow')) return { tone: 'slow', text: 'Algo va mal o muy lento.' }
  if (has('unknown'))
    return {
      tone: 'unknown',
      text: has('good') ? 'No lo podemos ver todo.' : 'Ahora no podemos ver si funciona.',
    }
  return has('good')
    ? { tone: 'good', text: 'Funciona todo lo que miramos.' }
    : { tone: 'quiet', text: 'No hay avisos.' }
}

const trusts: Readonly<Record<Freshness, string>> = {
  never: 'En cuanto miremos por primera vez, lo verás aquí.',
  stale: 'Hace demasiado que no miramos: no te fíes de lo que dice esta página.',
  // The page may be an old copy, and then nobody is there to say so.
  fresh: 'Si esa hora queda ya lejos, esta página es vieja: no sabemos cómo va ahora.',
}

const disclaimerOf = ({ official }: Service, name: string): string =>
  official
    ? `Página oficial. La hace ${name}.`
    : `Página automática y no oficial. No la hace ${name}. Solo informa.`

const openFirst = (one: IncidentView, other: IncidentView): number =>
  Number(other.isOpen) - Number(one.isOpen)

const incidentsOf = (
  record: ServiceRecord | undefined,
  service: Service,
  audience: Audience,
  calendar: Calendar,
): readonly IncidentView[] =>
  (record?.incidents ?? [])
    .filter(incident => isShown(incident, audience))
    .map(incident => incidentView(incident, { calendar, audience, official: service.official }))
    .toReversed()
    .toSorted(openFirst)

/**
 * What the page of one service says at `now` (epoch milliseconds). A record that is old, or whose looks saw nothing,
 * never reads as "it works". Ledgers of other services are left out.
 */
export const view = (
  service: Service,
  record: ServiceRecord | undefined,
  ledgers: readonly Ledger[],
  now: number,
  { audience = 'operators', staleAfter: limit = staleAfter }: ViewOptions = {},
): PageView => {
  const calendar = { now, timeZone: service.timeZone }
  const freshness = freshnessOf(record, now, limit)
  const components = service.components.map(component =>
    componentView(component, { record, freshness, limit, calendar }),
  )
  const name = nameIn(service.name, 'es')
  return {
    title: `Cómo va ${name}`,
    summary: summaryOf(freshness, components),
    ...(record !== undefined && record.round > 0 && { look: momentOf(record.round, calendar) }),
    trust: trusts[freshness],
    disclaimer: disclaimerOf(service, name),
    components,
    incidents: incidentsOf(record, service, audience, calendar),
    channels: ledgers
      .filter(ledger => ledger.service === service.id)
      .map(ledger => channelView(service, ledger, calendar, audience)),
    made: momentOf(now, calendar),
    timeZone: service.timeZone,
  }
}
