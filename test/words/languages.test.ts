import { describe, expect, it } from 'vitest'
import type { Language, Names } from '../../lib/service/service.ts'
import { compose, type Edition, editionOf } from '../../lib/words/compose.ts'
import type { Notice } from '../../lib/words/notice.ts'
import { named, shipped } from './shipped.ts'

const service = shipped()
const since = Date.parse('2026-11-20T09:40:07Z')
const back = Date.parse('2026-11-20T13:05:12Z')
const incident = 'SS-0042'

const nameOf = (id: string): Names => service.components.find(one => one.id === id)?.name ?? { es: id }
const [web, sede, access, offices] = ['web', 'sede', 'acceso', 'oficinas'].map(nameOf) as [
  Names,
  Names,
  Names,
  Names,
]
const told = (language: Language, notice: Notice, how: Partial<Edition> = {}) =>
  compose(notice, { ...editionOf(service, language), ...how })
const outage = (...names: Names[]): Notice => ({ what: 'outage', incident, names, since })
const recovered = (...names: Names[]): Notice => ({
  what: 'recovered',
  incident,
  names,
  since,
  back,
  late: false,
  severity: 'down',
})

describe('an outage', () => {
  it.each([
    ['ca', '🔴 La Seu Electrònica de la Seguretat Social no funciona des de les 10.40. Si pots, espera'],
    ['va', '🔴 La Seu Electrònica de la Seguretat Social no funciona des de les 10.40. Si pots, espera'],
    ['gl', '🔴 A Sede Electrónica da Seguridade Social non funciona desde as 10:40. Se podes, agarda'],
    ['eu', '🔴 Gizarte Segurantzaren Egoitza Elektronikoa ez dabil. Noiztik: 10:40. Ahal baduzu, itxaron'],
    [
      'en',
      '🔴 The Social Security online office (Sede Electrónica) has not been working since 10:40. If you',
    ],
  ] as const)('in %s says what fails and since when', (language, text) => {
    expect(told(language, outage(sede)).startsWith(text)).toBe(true)
  })

  it.each([
    ['ca', '🔴 Seguretat Social: la web i les oficines no funcionen des de les 10.40.'],
    ['va', '🔴 Seguretat Social: la web i les oficines no funcionen des de les 10.40.'],
    ['gl', '🔴 Seguridade Social: a web e as oficinas non funcionan desde as 10:40.'],
    ['eu', '🔴 Gizarte Segurantza. Webgunea eta bulegoak ez dabiltza. Noiztik: 10:40.'],
    ['en', '🔴 Social Security: the website and the offices have not been working since 10:40.'],
  ] as const)('of several in %s says the body once', (language, text) => {
    expect(told(language, outage(web, offices)).startsWith(text)).toBe(true)
  })

  it.each([
    ['ca', 'Les oficines de la Seguretat Social no atenen des de', "truca abans d'anar-hi"],
    ['va', 'Les oficines de la Seguretat Social no atenen des de', "telefona abans d'anar-hi"],
    ['gl', 'As oficinas da Seguridade Social non atenden desde', 'chama antes de ir'],
    ['eu', 'Gizarte Segurantzaren bulegoak ez dira jendea artatzen ari.', 'deitu joan aurretik'],
    ['en', 'The Social Security offices have not been serving people since', 'call before you go'],
  ] as const)('of offices in %s is of people', (language, text, advice) => {
    expect(told(language, outage(offices))).toContain(text)
    expect(told(language, outage(offices))).toContain(advice)
  })
})

describe('an end', () => {
  it.each([
    ['ca', access, 'Ha estat caigut 3 hores i 25 minuts.'],
    ['ca', sede, 'Ha estat caiguda 3 hores i 25 minuts.'],
    ['va', sede, 'Va tornar a les 14.05.'],
    ['gl', access, 'Estivo caído 3 horas e 25 minutos.'],
    ['gl', sede, 'Estivo caída 3 horas e 25 minutos.'],
    ['eu', sede, 'Etenaldiaren iraupena: 3 ordu eta 25 minutu.'],
    ['en', sede, 'It was down for 3 hours and 25 minutes.'],
  ] as const)('in %s agrees: %j %s', (language, name, text) => {
    expect(told(language, recovered(name))).toContain(text)
  })

  it('of several has the gender of all', () => {
    expect(told('ca', recovered(web, sede))).toContain('Han estat caigudes')
    expect(told('ca', recovered(web, access))).toContain('Han estat caiguts')
    expect(told('gl', recovered(web, sede))).toContain('Estiveron caídas')
    expect(told('en', recovered(web, sede))).toContain('They were down for')
  })
})

describe('small words', () => {
  const delays = (name: Names): Notice => ({
    what: 'declared',
    incident,
    names: [name],
    kind: 'delays',
    since,
  })
  const phone = (name: Names): Notice => ({ ...delays(name), kind: 'phone-down' }) as Notice

  it('grow together with articles in Galician', () => {
    expect(told('gl', delays(offices))).toContain('Hai atrasos nas oficinas da Seguridade Social.')
    expect(told('gl', delays(access))).toContain('Hai atrasos no acceso con usuario da Seguridade Social.')
    expect(told('gl', phone(offices))).toContain('chamar ás oficinas')
    const acknowledged: Notice = { what: 'acknowledged', incident, names: [sede], at: since }
    expect(told('gl', acknowledged)).toContain('Na Seguridade Social xa o saben desde as 10:40.')
  })

  it('grow together with articles in Catalan, but not with l’', () => {
    expect(told('ca', delays({ es: 'x', ca: 'el telèfon' }))).toContain('hi ha retards al telèfon.')
    expect(told('ca', delays({ es: 'x', ca: 'els jutjats' }))).toContain('hi ha retards als jutjats.')
    expect(told('ca', delays(access))).toContain("Hi ha retards a l'accés amb usuari de la Seguretat Social.")
  })

  it('are d’ before the months that begin with a vowel', () => {
    const now = Date.parse('2026-12-20T09:00:00Z')
    const at = (day: string) => told('ca', { ...outage(sede), since: Date.parse(day) } as Notice, { now })
    expect(at('2026-10-07T09:00:00Z')).toContain("les 11.00 del 7 d'octubre")
    expect(at('2026-09-07T09:00:00Z')).toContain('les 11.00 del 7 de setembre')
  })

  it('are Valencian in Valencian', () => {
    const text = told('va', { ...delays(offices) })
    expect(text).toContain("T'ho direm ací quan canvie. Este avís no és oficial.")
    expect(told('ca', delays(offices))).toContain("T'ho direm aquí quan canviï. Aquest avís no és oficial.")
  })
})

describe('times', () => {
  const night = { ...outage(sede), since: Date.parse('2026-11-20T00:05:00Z') } as Notice
  const now = Date.parse('2026-11-21T09:00:00Z')

  it.each([
    ['ca', 'la 1.05 de divendres 20'],
    ['gl', 'a 1:05 do venres 20'],
    ['eu', 'ostirala 20, 1:05'],
    ['en', '01:05 on Friday 20'],
  ] as const)('in %s of another day say it: %s', (language, text) => {
    expect(told(language, night, { now })).toContain(text)
  })

  it.each([
    ['ca', "des de les 2.50 (hora d'estiu)"],
    ['gl', 'desde as 2:50 (hora de verán)'],
    ['eu', 'Noiztik: 2:50 (udako ordua)'],
    ['en', 'since 02:50 (summer time)'],
  ] as const)('in %s of the hour that comes twice say which', (language, text) => {
    const notice = { ...outage(sede), since: Date.parse('2026-10-25T00:50:00Z') } as Notice
    expect(told(language, notice)).toContain(text)
  })
})

describe('a name without a translation', () => {
  const [only] = named('las oficinas de la Seguridad Social') as [Names]

  it.each([
    ['ca', '🔴 Las oficinas de la Seguridad Social no atenen des de les 10.40.'],
    ['gl', '🔴 Las oficinas de la Seguridad Social non atenden desde as 10:40.'],
    ['eu', '🔴 Las oficinas de la Seguridad Social ez dira jendea artatzen ari.'],
    ['en', '🔴 Las oficinas de la Seguridad Social have not been serving people since 10:40.'],
  ] as const)('in %s is told in Spanish, by its own grammar', (language, text) => {
    expect(told(language, outage(only)).startsWith(text)).toBe(true)
  })

  it('leaves the body to the label, as the others do', () => {
    expect(told('en', outage(web, only))).toMatch(
      /^🔴 Social Security: the website and las oficinas have not been working/,
    )
  })

  it('lets a body without one speak under its own label', () => {
    const text = told('en', outage({ es: 'la web', en: 'the website' }), {
      service: { es: 'la Seguridad Social' },
    })
    expect(text).toMatch(/^🔴 Seguridad Social: the website has not been working/)
  })
})
