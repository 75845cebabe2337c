import { badMembers, isBad, isOpen, isWindow, openIncident } from '../incident/incident.ts'
import type { Alert } from './alert.ts'
import type { Look } from './look.ts'
import { aboutLine, concerning, lastingSaid, namesOf, textOf, timeSaid, titleOf } from './say.ts'

/** Components whose time for maintenance it is. */
const inMaintenance = ({ record, now }: Look): ReadonlySet<string> =>
  new Set(
    record.incidents
      .filter(isWindow)
      .filter(window => isOpen(window) && window.origin.from <= now && now < window.origin.to)
      .flatMap(window => Object.keys(window.names)),
  )

/** Components that are bad without being part of the incident, which tells of its own: `component/<id>/<health>/<since>`. */
export const badComponents = (look: Look): readonly Alert[] => {
  const { service, record } = look
  const told = new Set([...badMembers(openIncident(record)), ...inMaintenance(look)])
  return Object.entries(record.components).flatMap(([id, health]): readonly Alert[] => {
    if (!isBad(health) || told.has(id)) return []
    const verb = health.is === 'down' ? 'no [funciona|funcionan]' : '[va|van] mal'
    const isMuted = record.muted[id] !== undefined
    return [
      {
        ...concerning(service, [id]),
        key: `component/${id}/${health.is}/${health.since}`,
        kind: 'component-bad',
        severity: 'warning',
        list: 'first',
        at: health.since,
        title: titleOf(`${service.code}: ${verb} {names}, sin incidencia`, namesOf(service, [id])),
        text: textOf(
          aboutLine(service, [id]),
          `Pasa desde ${timeSaid(health.since, look)}. No hay incidencia: al público no se le dice nada.`,
          isMuted
            ? `Una persona cerró la última. No abre otra hasta que se vea bien, o con: atalaya lift ${id}`
            : undefined,
        ),
      },
    ]
  })
}

/** Components of which nobody can tell for too long: `blind/<id>/<since>`. */
export const blindComponents = (look: Look): readonly Alert[] => {
  const { service, policy, record, now } = look
  const healths = Object.entries(record.components)
  const isAll = healths.every(([, { blind }]) => blind !== undefined)
  return healths.flatMap(([id, { blind }]): readonly Alert[] => {
    if (blind === undefined || now - blind < policy.blindAfter) return []
    return [
      {
        ...concerning(service, [id]),
        key: `blind/${id}/${blind}`,
        kind: 'component-blind',
        severity: isAll ? 'critical' : 'warning',
        list: 'first',
        at: blind + policy.blindAfter,
        title: titleOf(`${service.code}: no vemos {names}`, namesOf(service, [id])),
        text: textOf(
          aboutLine(service, [id]),
          `Nadie puede decir si funciona desde ${timeSaid(blind, look)}, hace ${lastingSaid(blind, now)}. No se publica ni su caída ni su vuelta.`,
        ),
      },
    ]
  })
}
