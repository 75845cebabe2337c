import { describe, expect, it } from 'vitest'
import { declarations } from '../../lib/incident/record.ts'
import { compose, type Edition } from '../../lib/words/compose.ts'
import type { Notice } from '../../lib/words/notice.ts'
import { named } from './shipped.ts'

const edition: Edition = {
  language: 'es',
  timeZone: 'Europe/Madrid',
  official: false,
  service: { es: 'la Seguridad Social' },
}
const official: Edition = { ...edition, official: true }
const sede = named('la Sede Electrónica de la Seguridad Social')
const offices = named('las oficinas de la Seguridad Social')
const phone = named('el teléfono de la Seguridad Social')
const appointments = named('la cita previa')
const since = Date.parse('2026-11-20T08:05:07Z')
const back = Date.parse('2026-11-20T13:05:12Z')
const incident = 'SS-0042'

type Kind = (typeof declarations)[number]
const declared = (kind: Kind, names = offices) =>
  compose({ what: 'declared', incident, names, kind, since }, edition)
const undeclared = (kind: Kind, names = offices) =>
  compose({ what: 'undeclared', incident, names, kind, since, back }, edition)

describe('what operators declare', () => {
  it('says what, since when it is known, what to do', () => {
    expect(declared('office-closed')).toBe(
      '🔴 Las oficinas de la Seguridad Social están cerradas. Lo sabemos desde las 9:05. Si tienes cita, llama antes de ir. Te lo decimos aquí en cuanto cambie. Este aviso no es oficial. (SS-0042)',
    )
  })

  it.each([
    ['not-working', phone, '🔴 El teléfono de la Seguridad Social no funciona.'],
    ['office-closed', phone, '🔴 El teléfono de la Seguridad Social está cerrado.'],
    ['not-attending', offices, '🔴 En las oficinas de la Seguridad Social no atienden.'],
    ['delays', offices, '🟠 Hay retrasos en las oficinas de la Seguridad Social.'],
    ['no-appointments', appointments, '🟠 Seguridad Social: en la cita previa no dan citas.'],
    ['phone-down', phone, '🔴 No se puede llamar al teléfono de la Seguridad Social.'],
    ['phone-down', offices, '🔴 No se puede llamar a las oficinas de la Seguridad Social.'],
  ] as const)('as %s of %j is "%s"', (kind, names, text) => {
    expect(declared(kind, [...names]).startsWith(`${text} Lo sabemos desde las 9:05.`)).toBe(true)
  })

  it.each([
    ['not-working', phone, '🟢 Ya funciona el teléfono de la Seguridad Social.'],
    ['not-working', offices, '🟢 Ya atienden las oficinas de la Seguridad Social.'],
    ['office-closed', offices, '🟢 Ya están abiertas las oficinas de la Seguridad Social.'],
    ['not-attending', offices, '🟢 Ya atienden en las oficinas de la Seguridad Social.'],
    ['delays', phone, '🟢 Ya no hay retrasos en el teléfono de la Seguridad Social.'],
    ['no-appointments', appointments, '🟢 Seguridad Social: ya dan citas en la cita previa.'],
    ['phone-down', phone, '🟢 Ya se puede llamar al teléfono de la Seguridad Social.'],
  ] as const)('as %s of %j ends with "%s"', (kind, names, text) => {
    expect(undeclared(kind, [...names]).startsWith(`${text} Lo sabemos desde las 14:05.`)).toBe(true)
  })

  it('never says that it is automatic, nor official', () => {
    for (const kind of declarations) {
      expect(declared(kind)).toContain('Este aviso no es oficial.')
      expect(declared(kind)).not.toContain('automático')
      const notice: Notice = { what: 'declared', incident, names: offices, kind, since }
      expect(compose(notice, official)).not.toContain('oficial')
    }
  })

  it('sends nobody to a phone that fails', () => {
    for (const kind of declarations) expect(declared(kind, phone)).not.toContain('llama antes')
  })
})

describe('a maintenance window', () => {
  const from = Date.parse('2026-11-21T07:00:00Z')
  const to = Date.parse('2026-11-21T12:00:00Z')
  const about = { incident, names: sede, from, to }
  const friday = { ...edition, now: Date.parse('2026-11-20T09:00:00Z') }
  const saturday = { ...edition, now: to + 60_000 }

  it('to come says the day and the hours', () => {
    expect(compose({ ...about, what: 'planned' }, friday)).toBe(
      '📅 La Sede Electrónica de la Seguridad Social cierra el sábado 21, de 8:00 a 13:00. Es un cierre previsto. Si tienes un trámite, hazlo antes o después. Este aviso no es oficial. (SS-0042)',
    )
  })

  it('over a night says from when until when', () => {
    const night = { from: Date.parse('2026-11-21T21:00:00Z'), to: Date.parse('2026-11-22T05:00:00Z') }
    expect(compose({ ...about, ...night, what: 'planned' }, friday)).toContain(
      'va a cerrar. Será desde las 22:00 del sábado 21 hasta las 6:00 del domingo 22.',
    )
  })

  it('that runs is closed, and no failure', () => {
    expect(compose({ ...about, what: 'maintenance' }, { ...edition, now: from + 60_000 })).toMatch(
      /^🔧 La Sede Electrónica de la Seguridad Social está cerrada hasta las 13:00\. Es un cierre previsto, no un fallo\./,
    )
  })

  it('that ended well says when it was seen', () => {
    expect(compose({ incident, names: sede, from, back: to, what: 'maintained' }, saturday)).toBe(
      '🟢 Ya funciona la Sede Electrónica de la Seguridad Social. Lo hemos visto a las 13:00. Acabó el cierre previsto. Ya puedes hacer tus trámites. (SS-0042)',
    )
  })

  it('whose end nobody sees promises nothing', () => {
    const text = compose({ ...about, names: offices, what: 'elapsed' }, saturday)
    expect(text).toBe(
      '⚪ El cierre previsto en las oficinas de la Seguridad Social era hasta las 13:00. No sabemos si ya atienden. Llama antes de ir. (SS-0042)',
    )
  })

  it('that overruns still fails, without a new hour', () => {
    expect(compose({ ...about, what: 'overrun' }, saturday)).toMatch(
      /^🟠 Sigue sin funcionar la Sede Electrónica de la Seguridad Social\. El cierre previsto era hasta las 13:00\. No sabemos cuándo acaba\./,
    )
  })

  it('that is called off says which', () => {
    const at = Date.parse('2026-11-20T09:00:00Z')
    expect(compose({ incident, names: sede, from, at, what: 'cancelled' }, friday)).toBe(
      '📅 Se anula el cierre previsto en la Sede Electrónica de la Seguridad Social. Empezaba a las 8:00 del sábado 21. Lo sabemos desde las 10:00. (SS-0042)',
    )
  })

  it('says its day where nobody says today', () => {
    const at = Date.parse('2026-11-20T09:00:00Z')
    expect(compose({ incident, names: sede, from, at, what: 'cancelled' }, edition)).toContain(
      'Empezaba a las 8:00 del sábado 21. Lo sabemos desde las 10:00.',
    )
    expect(compose({ ...about, what: 'overrun' }, edition)).toContain('era hasta las 13:00.')
    expect(compose({ ...about, what: 'maintenance' }, edition)).toContain('hasta las 13:00.')
  })
})
