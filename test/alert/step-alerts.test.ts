import { describe, expect, it } from 'vitest'
import { due } from '../../lib/alert/due.ts'
import { declarations } from '../../lib/incident/record.ts'
import { aService, beginning, live, minute, say } from '../given.ts'
import { keysOf, lookAt, theOne, titlesOf } from './look.ts'

const service = aService()
const owned = aService({
  components: [
    { id: 'sede', name: { es: 'la Sede' }, owner: 'GISS', targets: [{ url: 'https://sede.example/' }] },
    { id: 'web', name: { es: 'la web' }, owner: 'GISS', targets: [{ url: 'https://web.example/' }] },
    { id: 'cita', name: { es: 'la cita' }, owner: 'INSS', targets: [{ url: 'https://cita.example/' }] },
  ],
})
const fallen = live(beginning(), service, { sede: 'ddd' })

describe('an incident that opens', () => {
  it('is told once it is in the record', () => {
    expect(keysOf(lookAt(live(beginning(), service, { sede: 'dd' }), service))).toEqual([])
    expect(keysOf(lookAt(fallen, service))).toEqual(['SS-0001/1'])
  })

  it('says what fails, since when and whom it belongs to', () => {
    const story = live(beginning(), owned, { sede: 'ddd', web: 'ddd', cita: 'ddd' })
    expect(theOne(lookAt(story, owned), 'incident-opened')).toMatchObject({
      severity: 'critical',
      list: 'first',
      incident: 'SS-0001',
      components: ['sede', 'web', 'cita'],
      departments: ['GISS', 'INSS'],
      title: 'SS-0001: no funcionan la Sede, la web y la cita',
      text: 'La Sede, la web y la cita. Responsable: GISS, INSS.\nPasa desde las 11:00.',
    })
  })

  it('is a warning while things are only slow', () => {
    const story = live(beginning(), service, { sede: 'sss' })
    expect(theOne(lookAt(story, service), 'incident-opened')).toMatchObject({
      severity: 'warning',
      title: 'SS-0001: va mal la Sede Electrónica',
    })
  })

  it('is told again when it falls again', () => {
    const story = live(beginning(), service, { sede: 'ddduuddd' })
    expect(titlesOf(lookAt(story, service))).toEqual([
      'SS-0001: no funciona la Sede Electrónica',
      'SS-0001: ya funciona la Sede Electrónica',
      'SS-0001: vuelve a fallar la Sede Electrónica',
    ])
  })

  it.each(declarations)('says who declares that it is %s', what => {
    const story = say(beginning(), service, { command: 'open', component: 'oficinas', what })
    const alert = theOne(lookAt(story, service), 'incident-opened')
    expect(alert.title).toMatch(/^SS-0001: .+ las oficinas$/)
    expect(alert.text).toContain('Lo dice ana.')
  })
})

describe('an incident that worsens', () => {
  it('names what joined and what failed before', () => {
    const story = live(fallen, service, { sede: 'ddd', web: 'ddd' })
    expect(theOne(lookAt(story, service), 'incident-worsened')).toMatchObject({
      key: 'SS-0001/2',
      components: ['web'],
      title: 'SS-0001: también falla la web',
      text: expect.stringContaining('Antes ya fallaba: la Sede Electrónica.'),
    })
  })

  it('says that what was slow is down now', () => {
    const story = live(beginning(), service, { sede: 'sssddd' })
    expect(titlesOf(lookAt(story, service))).toContain('SS-0001: empeora la Sede Electrónica')
  })

  it('says once that it comes and goes', () => {
    const story = live(beginning(), service, { sede: 'ddduuddduuddduu' })
    const kinds = due(lookAt(live(story, service, { sede: 'udddu' }), service)).map(({ title }) => title)
    expect(kinds.filter(title => title === 'SS-0001: va y viene la Sede Electrónica')).toHaveLength(1)
  })
})

describe('an incident that ends', () => {
  it('says for how long it failed', () => {
    const story = live(fallen, service, { sede: 'dddddduu' })
    expect(theOne(lookAt(story, service), 'incident-ended')).toMatchObject({
      key: 'SS-0001/2',
      severity: 'info',
      title: 'SS-0001: ya funciona la Sede Electrónica',
      text: expect.stringContaining('Duró 9 minutos, de 11:00 a 11:09.'),
    })
  })

  it.each([
    ['resolve', 'SS-0001: cerrada a mano: la Sede Electrónica'],
    ['false-alarm', 'SS-0001: falsa alarma: la Sede Electrónica'],
  ] as const)('says who said so: %s', (command, title) => {
    const story = say(fallen, service, { command, incident: 'SS-0001' })
    const alert = theOne(lookAt(story, service), 'incident-ended')
    expect(alert.title).toBe(title)
    expect(alert.text).toContain('Lo dice ana.')
  })
})

describe('what operators do themselves', () => {
  it.each([
    { command: 'ack', incident: 'SS-0001' },
    { command: 'note', incident: 'SS-0001', text: 'Lo miran en la GISS.', public: true },
  ] as const)('is no alert: $command', asked => {
    const story = say(fallen, service, asked)
    expect(keysOf(lookAt(story, service))).toEqual(['SS-0001/1'])
  })

  it('is no alert: a window, until it overruns', () => {
    const start = beginning()
    const window = { from: start.at + minute, to: start.at + 10 * minute, announce: start.at }
    const planned = say(start, service, { command: 'plan', components: ['sede'], ...window })
    const running = live(planned, service, { sede: 'udddd' })
    expect(keysOf(lookAt(running, service))).toEqual([])
    const over = live(running, service, { sede: 'ddddddddddd' })
    expect(theOne(lookAt(over, service), 'maintenance-overrun').title).toBe(
      'SS-0001: se alarga el mantenimiento de la Sede Electrónica',
    )
  })

  it('is no alert: a notice of theirs', () => {
    const story = say(beginning(), service, {
      command: 'notice',
      text: 'El plazo acaba el lunes.',
      source: 'el BOE',
    })
    expect(keysOf(lookAt(story, service))).toEqual([])
  })
})
