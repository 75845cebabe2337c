import type { Incident } from '../incident/record.ts'
import { incidentView } from '../page/incident.ts'
import { type Calendar, saidSince } from '../page/moment.ts'
import type { Clock, Store } from '../ports.ts'
import type { Service } from '../service/service.ts'
import { type AckView, ackPage } from './ack-page.ts'
import { type Answer, pageAnswer } from './answer.ts'
import { type Link, type Opened, openLink, textOf } from './links.ts'
import type { Reply } from './operate.ts'
import type { Seal } from './sealed.ts'

/** What the routes of a link need of the world. */
export interface AckPorts {
  readonly services: ReadonlyMap<string, Service>
  readonly store: Pick<Store, 'readRecord'>
  readonly clock: Pick<Clock, 'now'>
  readonly seal: Seal
  /** Newest first. */
  readonly linkKeys: () => Promise<readonly string[]>
  /** Takes a command as it came in. */
  readonly operate: (request: unknown) => Promise<Reply>
}

const refusal = (opened: Extract<Opened, { is: 'wrong' }>): Answer => {
  switch (opened.wrong) {
    case 'expired':
      return page(410, {
        headline: 'Este enlace ha caducado.',
        detail: `Abre el del último aviso, o escribe: atalaya ack ${opened.link.incident}`,
      })
    case 'forged':
    case 'malformed':
      return page(403, {
        headline: 'Este enlace no vale.',
        detail: 'Quizá está cortado: ábrelo entero desde el aviso.',
      })
    default:
      return opened satisfies never
  }
}

const page = (status: number, view: AckView): Answer => pageAnswer(status, ackPage(view))

interface Found {
  readonly service: Service
  readonly incident: Incident
  readonly calendar: Calendar
}

const find = async ({ services, store, clock }: AckPorts, link: Link): Promise<Found | undefined> => {
  const service = services.get(link.service)
  const record = service && (await store.readRecord(service.id))
  const incident = record?.incidents.find(({ id }) => id === link.incident)
  if (!service || !incident) return undefined
  return { service, incident, calendar: { now: clock.now(), timeZone: service.timeZone } }
}

const gone = page(410, {
  headline: 'Este fallo ya se cerró.',
  detail: 'Terminó hace más de un día. No tienes que hacer nada.',
})

const askOf = ({ official }: Service): string =>
  official
    ? 'Al pulsar queda apuntado que ya lo sabéis y que alguien lo mira. También se lo diremos a la gente.'
    : 'Al pulsar queda apuntado que ya lo sabéis y que alguien lo mira. La gente no lo verá.'

/** How things stand, without a word on what was done about it. */
const standing = ({ service, incident, calendar }: Found): AckView => {
  const view = incidentView(incident, { calendar, official: service.official })
  const { status } = incident
  switch (status.is) {
    case 'open':
      return { headline: '¿Lo sabéis ya?', incident: view, ask: askOf(service) }
    case 'acknowledged':
      return {
        headline: 'Ya está apuntado.',
        detail: `Alguien lo sabe ${saidSince(status.at, calendar)}.`,
        incident: view,
      }
    case 'resolved':
      return { headline: 'Ya ha terminado.', detail: 'No tienes que hacer nada.', incident: view }
    default:
      return status satisfies never
  }
}

const acknowledge = async (ports: AckPorts, link: Link): Promise<Answer> => {
  const { action: command, service, incident, list } = link
  const said = { command, service, incident, by: `enlace:${list}`, request: `enlace:${textOf(link)}` }
  const reply = await ports.operate(said)
  const found = await find(ports, link)
  if (!found) return gone
  const { ask: _, ...view } = standing(found)
  if (reply.is === 'done')
    return page(200, reply.changed ? { ...view, headline: 'Hecho: queda apuntado.' } : view)
  if (found.incident.status.is !== 'open') return page(409, view)
  return page(409, {
    ...view,
    headline: 'No se ha podido apuntar.',
    detail: `Escribe: atalaya ack ${incident}`,
  })
}

/** `show` only shows, however often a scanner of mail asks; `act` acknowledges, and a repeat changes nothing. */
export const serveLink = async (ports: AckPorts, token: string, does: 'show' | 'act'): Promise<Answer> => {
  const opened = openLink(ports.seal, await ports.linkKeys(), token, ports.clock.now())
  if (opened.is === 'wrong') return refusal(opened)
  if (does === 'act') return acknowledge(ports, opened.link)
  const found = await find(ports, opened.link)
  return found ? page(200, standing(found)) : gone
}
