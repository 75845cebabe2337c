import { describe, expect, it } from 'vitest'
import { aService, beginning, live, minute, say } from '../given.ts'
import { keysOf, lookAt, theOne, titlesOf } from './look.ts'

const service = aService()
const hour = 60 * minute
const day = 24 * hour

describe('a component that turns bad', () => {
  it('is told by its incident and by nothing else', () => {
    const story = live(beginning(), service, { sede: 'ddd' })
    expect(keysOf(lookAt(story, service))).toEqual(['SS-0001/1'])
  })

  it('is told by itself where no incident opens', () => {
    const closed = say(live(beginning(), service, { sede: 'ddd' }), service, {
      command: 'false-alarm',
      incident: 'SS-0001',
    })
    const story = live(closed, service, { sede: 'dd' })
    const since = story.record.components.sede!.since
    expect(theOne(lookAt(story, service), 'component-bad')).toMatchObject({
      key: `component/sede/down/${since}`,
      title: 'SS: no funciona la Sede Electrónica, sin incidencia',
      text: expect.stringContaining('atalaya lift sede'),
    })
  })

  it('is expected during its maintenance', () => {
    const { at } = beginning()
    const window = { from: at + minute, to: at + 30 * minute, announce: at }
    const planned = say(beginning(), service, { command: 'plan', components: ['sede'], ...window })
    const running = live(planned, service, { sede: 'udddd' })
    expect(running.record.components.sede).toMatchObject({ is: 'down' })
    expect(keysOf(lookAt(running, service))).toEqual([])
  })
})

describe('blindness', () => {
  const blind = live(beginning(), service, { sede: 'ubbbbbbbb', web: 'uuuuuuuuu' })
  const since = blind.record.components.sede!.blind!

  it.each([
    [5 * minute - 1, 0],
    [5 * minute, 1],
  ])('of one component is told after five minutes: %i ms', (ms, count) => {
    expect(keysOf(lookAt(blind, service, { now: since + ms }))).toHaveLength(count)
  })

  it('names the component and stays a warning', () => {
    expect(theOne(lookAt(blind, service, { now: since + 6 * minute }), 'component-blind')).toMatchObject({
      key: `blind/sede/${since}`,
      severity: 'warning',
      title: 'SS: no vemos la Sede Electrónica',
    })
  })

  it('of everything is critical', () => {
    const all = live(beginning(), service, { sede: 'bbbbbbb', web: 'bbbbbbb', cita: 'bbbbbbb' })
    expect(titlesOf(lookAt(all, service))).toEqual([
      'SS: no vemos la Sede Electrónica',
      'SS: no vemos la web',
      'SS: no vemos la cita previa',
    ])
  })

  it('is over once somebody can tell', () => {
    expect(keysOf(lookAt(live(blind, service, { sede: 'u' }), service))).toEqual([])
  })
})

describe('a certificate', () => {
  const story = live(beginning(), service, { sede: 'u' })
  const withCertificate = (days: number, told: number) => ({
    ...story,
    record: { ...story.record, certificates: { sede: { expires: story.at + days * day, told } } },
  })

  it.each([
    [21, 'warning', 'SS: caduca en 21 días el certificado de la Sede Electrónica'],
    [14, 'warning', 'SS: caduca en 14 días el certificado de la Sede Electrónica'],
    [7, 'critical', 'SS: caduca en 7 días el certificado de la Sede Electrónica'],
    [1, 'critical', 'SS: caduca en un día el certificado de la Sede Electrónica'],
  ])('with %i days left is told', (days, severity, title) => {
    expect(theOne(lookAt(withCertificate(days, days), service), 'certificate-expiring')).toMatchObject({
      key: `certificate/sede/${story.at + days * day}/${days}`,
      severity,
      title,
    })
  })

  it('says the days that are really left', () => {
    expect(titlesOf(lookAt(withCertificate(3, 7), service))).toEqual([
      'SS: caduca en 3 días el certificado de la Sede Electrónica',
    ])
  })

  it('is no matter any more of a component that left', () => {
    const { certificates } = withCertificate(3, 7).record
    const record = { ...story.record, certificates: { gone: certificates.sede } }
    expect(keysOf(lookAt({ ...story, record }, service))).toEqual([])
  })
})

describe('a hold that lasts', () => {
  const held = say(beginning(), service, { command: 'hold', channel: 'all', why: 'simulacro' })

  it('is told after an hour and then at its hours', () => {
    const keyAfter = (ms: number) => keysOf(lookAt(held, service, { now: held.at + ms }))
    expect(keyAfter(hour - 1)).toEqual([])
    expect(keyAfter(hour)).toEqual([`hold/all/${held.at}/${hour}`])
    expect(keyAfter(4 * hour)).toEqual([`hold/all/${held.at}/${3 * hour}`])
  })

  it('says who, why and how to go on', () => {
    const alert = theOne(lookAt(held, service, { later: 2 * hour }), 'posting-held')
    expect(alert.title).toBe('SS: nada sale en todos los canales desde hace 2 horas')
    expect(alert.text).toBe(
      'Lo paró ana a las 11:00: simulacro.\nLa gente no se entera de nada nuevo. Para que vuelva a salir: atalaya release',
    )
  })

  it('is over with its release', () => {
    const free = say(held, service, { command: 'release', channel: 'all' })
    expect(keysOf(lookAt(free, service, { later: 5 * hour }))).toEqual([])
  })
})
