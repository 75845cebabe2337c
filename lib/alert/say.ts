import { componentsOf } from '../incident/incident.ts'
import type { Incident } from '../incident/record.ts'
import { nameIn, type Service } from '../service/service.ts'
import { agree, agreementOfAll, capitals, list, withoutService } from '../words/grammar.ts'
import { wordsIn } from '../words/language.ts'
import { lastingOf, momentOf, spanOf, timeOf } from '../words/local-time.ts'
import type { Look } from './look.ts'

/** How alerts are said: in Spanish, to people who know the service. */

const words = wordsIn('es')
/** One SMS, as accents make its characters two bytes long. */
const longestTitle = 70
/** What is said in full lies on the page. */
const longestText = 1_500

const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`

/** Names of components, as they were when the incident began or are now, without the service's own. */
export const namesOf = (service: Service, ids: readonly string[], incident?: Incident): readonly string[] => {
  const names = ids.map(id => {
    const now = service.components.find(one => one.id === id)?.name
    const known = incident?.names[id] ?? now
    return known ? nameIn(known, 'es') : id
  })
  return withoutService(names, nameIn(service.name, 'es'), words)
}

/** Who owns the components, each once. */
export const departmentsOf = (service: Service, ids: readonly string[]): readonly string[] => [
  ...new Set(
    ids.map(id => service.components.find(one => one.id === id)?.owner).filter(owner => owner !== undefined),
  ),
]

/** `{names}` and `[falla|fallan]` filled in, with as many names as a title has room for. */
export const titleOf = (template: string, names: readonly string[] = []): string => {
  const ways = [...names.keys()].reverse().map(index => {
    const shown = names.slice(0, index + 1)
    const said = agree(template, agreementOfAll(shown, names.length - shown.length, words))
    return said.replaceAll('{names}', () => list(names, index + 1, words))
  })
  const said = ways.length > 0 ? ways : [template]
  return cut(said.find(one => one.length <= longestTitle) ?? said.at(-1) ?? '', longestTitle)
}

/** Lines, without those that there is nothing to say in. */
export const textOf = (...lines: readonly (string | undefined)[]): string =>
  cut(lines.filter(line => line !== undefined && line !== '').join('\n'), longestText)

/** `La Sede Electrónica y la web. Responsable: GISS.` */
export const aboutLine = (service: Service, ids: readonly string[], incident?: Incident) => {
  const names = namesOf(service, ids, incident)
  const departments = departmentsOf(service, ids)
  const owners = departments.length > 0 ? ` Responsable: ${departments.join(', ')}.` : ''
  return names.length === 0 ? undefined : `${capitals(list(names, 12, words))}.${owners}`
}

/** What an alert about components says of them in fields. */
export const concerning = (service: Service, ids: readonly string[]) => ({
  service: service.id,
  components: ids,
  departments: departmentsOf(service, ids),
})

/** What an alert about an incident says of it in fields; `ids`: its components, if absent. */
export const concerningIncident = (
  service: Service,
  incident: Incident,
  ids: readonly string[] = componentsOf(incident),
) => ({ ...concerning(service, ids), incident: incident.id })

const said = ({ service, now }: Look) => ({ timeZone: service.timeZone, today: now, precise: false, words })

/** `las 10:40`, `las 23:50 del viernes 20` */
export const timeSaid = (at: number, look: Look): string => timeOf(momentOf(at, said(look)), words)

/** `de 10:02 a 10:17` */
export const spanSaid = (from: number, to: number, look: Look): string =>
  spanOf(momentOf(from, said(look)), momentOf(to, said(look)), words)

/** `3 horas y 25 minutos` */
export const lastingSaid = (from: number, to: number): string => lastingOf(from, to, words)

/** `X`, `Bluesky` */
export const channelSaid = (channel: string): string =>
  channel.replace(/^\p{Ll}/u, sign => sign.toUpperCase())

/** Whoever said it, whole: a name may have a slash, and two accounts may have the same one. */
export const whoSaid = (by: string): string => cut(by, 500)
