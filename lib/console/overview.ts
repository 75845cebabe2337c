import type { ServiceRecord } from '../incident/record.ts'
import { type Freshness, freshnessOf } from '../page/freshness.ts'
import { type Moment, momentOf } from '../page/moment.ts'
import { nameIn, type Service } from '../service/service.ts'
import { type ComponentView, componentView, type Tone } from './component.ts'

/** How a service does, in words. */
export interface Overview {
  readonly title: string
  readonly summary: { readonly tone: Tone; readonly text: string }
  /** The instant of the newest round; absent before the first. */
  readonly look?: Moment
  /** What to think of the rest, given the last look. */
  readonly trust: string
  readonly components: readonly ComponentView[]
  readonly made: Moment
  /** The clock that every time on the page is told by. */
  readonly timeZone: string
}

/** Milliseconds since the last round after which nobody says how things are: by then the operators have their alarm too. */
const staleAfter = 300_000

const summaryOf = (freshness: Freshness, components: readonly ComponentView[]): Overview['summary'] => {
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

/**
 * How a service does at `now` (epoch milliseconds). A record that is old, or whose looks saw nothing, never reads as "it
 * works".
 */
export const overviewOf = (service: Service, record: ServiceRecord | undefined, now: number): Overview => {
  const { timeZone } = service
  const calendar = { now, timeZone }
  const freshness = freshnessOf(record, now, staleAfter)
  const sighting = { record, freshness, limit: staleAfter, calendar }
  const components = service.components.map(one => componentView(one, sighting))
  return {
    title: `Cómo va ${nameIn(service.name, 'es')}`,
    summary: summaryOf(freshness, components),
    ...(record !== undefined && record.round > 0 && { look: momentOf(record.round, calendar) }),
    trust: trusts[freshness],
    components,
    made: momentOf(now, calendar),
    timeZone,
  }
}
