import { describe, expect, it } from 'vitest'
import { busEvent } from '../../lib/incident/bus-events.ts'
import type { Asked } from '../../lib/incident/command.ts'
import { type Declaration, declarations } from '../../lib/incident/record.ts'
import { aService, beginning, eleven, live, minute, type Story, say, stepsOf } from '../given.ts'

const service = aService({
  components: [
    { id: 'sede', name: { es: 'la Sede Electrónica' }, targets: [{ url: 'https://sede.example/' }] },
    { id: 'web', name: { es: 'la web' }, targets: [{ url: 'https://web.example/' }] },
    { id: 'oficinas', name: { es: 'las oficinas' }, declared: true },
    { id: 'telefono', name: { es: 'el teléfono' }, declared: true },
  ],
})
const day = 24 * 60 * minute
const at = (minutes: number) => eleven + minutes * minute
const told = (story: Story, ...asked: readonly Asked[]): Story =>
  asked.reduce((so, command) => say(so, service, command), story)
const open = (component: string, what: Declaration = 'office-closed'): Asked => ({
  command: 'open',
  component,
  what,
})
const plan = (from: number, to: number, components: readonly string[] = ['sede']): Asked => ({
  command: 'plan',
  components,
  from,
  to,
  announce: eleven,
})
const types = ({ record }: Story) =>
  record.outbox.filter(id => id.startsWith('SS-')).map(id => busEvent(record, id)?.type)

describe('what operators declare', () => {
  it.each(declarations.map(what => [what, /delays|appointments/.test(what) ? 'degraded' : 'down'] as const))(
    'as %s is %s',
    (what, is) => {
      const [incident] = told(beginning(), open('oficinas', what)).record.incidents
      expect(incident?.members).toEqual({ oficinas: { is, since: eleven, worst: is } })
      expect(incident?.steps[0]?.facts).toMatchObject({ components: ['oficinas'] })
    },
  )

  it('is open once for each component, beside an outage that probes see', () => {
    const story = told(live(beginning(), service, { sede: 'ddd' }), open('oficinas'), open('telefono'))
    expect(story.record.incidents.map(({ id }) => id)).toEqual(['SS-0001', 'SS-0002', 'SS-0003'])
    expect(() => told(story, open('telefono'))).toThrow(/open incident already: SS-0003/)
  })

  it('may be opened again once it was closed', () => {
    const closed = told(beginning(), open('oficinas'), { command: 'resolve', incident: 'SS-0001' })
    expect(told(closed, open('oficinas')).record.incidents).toHaveLength(2)
  })
})

describe('a window', () => {
  it.each<[string, Asked, RegExp | undefined]>([
    ['without components', plan(at(1), at(2), []), /names no component/],
    ['that ends as it begins', plan(at(1), at(1)), /ends before it begins/],
    ['that ends now', plan(at(-1), at(0)), /over already/],
    ['of thirty days', plan(at(1), at(1) + 30 * day), undefined],
    ['of longer', plan(at(1), at(1) + 30 * day + 1), /longer than 30 days/],
    ['in a year and a day', plan(eleven + 366 * day, eleven + 366 * day + 1), undefined],
    ['in longer', plan(eleven + 366 * day + 1, eleven + 366 * day + 2), /more than a year/],
  ])('%s is planned, or refused', (_, asked, why) => {
    if (why) expect(() => told(beginning(), asked)).toThrow(why)
    else expect(told(beginning(), asked).record.incidents).toHaveLength(1)
  })

  it.each<[string, Asked, boolean]>([
    ['that ends as it begins', plan(at(50), at(60)), true],
    ['that begins as it ends', plan(at(120), at(130)), true],
    ['that begins a moment before it ends', plan(at(120) - 1, at(130)), false],
    ['that ends a moment after it begins', plan(at(50), at(60) + 1), false],
    ['of something else', plan(at(70), at(80), ['web']), true],
  ])('stands beside another one %s: %s', (_, asked, fits) => {
    const one = told(beginning(), plan(at(60), at(120)))
    if (fits) expect(told(one, asked).record.incidents).toHaveLength(2)
    else expect(() => told(one, asked)).toThrow(/SS-0001 covers part of it/)
  })

  it('called off tells who did it, and is so already', () => {
    const off = told(beginning(), plan(at(60), at(120)), { command: 'cancel', incident: 'SS-0001' })
    expect(off.record.incidents[0]).toMatchObject({
      status: { is: 'resolved', how: 'cancelled', by: 'ana' },
      steps: [{}, { facts: { what: 'cancelled', by: 'ana', late: false } }],
    })
    expect(types(off)).toEqual(['maintenance.planned', 'maintenance.cancelled'])
    expect(told(off, { command: 'cancel', incident: 'SS-0001' }).events).toEqual([])
  })

  it('is not called off once it is over, nor is an outage', () => {
    const over = live(told(beginning(), plan(at(1), at(3))), service, { sede: 'uuuuu' })
    expect(over.record.incidents[0]?.status).not.toHaveProperty('by')
    expect(() => told(over, { command: 'cancel', incident: 'SS-0001' })).toThrow(/already resolved/)
    const outage = live(beginning(), service, { sede: 'ddd' })
    expect(() => told(outage, { command: 'cancel', incident: 'SS-0001' })).toThrow(/no maintenance window/)
    expect(() => told(outage, { command: 'cancel', incident: 'SS-0009' })).toThrow(/not known/)
  })

  it('that is not announced yet takes no note', () => {
    const far: Asked = { ...plan(at(60), at(120)), command: 'plan', announce: at(30) } as Asked
    const note: Asked = { command: 'note', incident: 'SS-0001', text: 'Hola.', public: true }
    expect(() => told(beginning(), far, note)).toThrow(/not been announced yet/)
  })

  it('tells of its overrun on the bus', () => {
    const over = live(told(beginning(), plan(at(1), at(5))), service, { sede: 'dddddddd' })
    expect(types(over)).toContain('maintenance.overrun')
  })

  it('leaves who was back as it is, though it fails in it', () => {
    const story = live(beginning(), service, { sede: 'ddduu', web: 'ddddd' })
    const planned = told(story, plan(story.at, story.at + 60 * minute))
    const after = live(planned, service, { sede: 'dddd', web: 'dddd' })
    expect(stepsOf(after, 'SS-0001')).toEqual(['begin outage', 'update left'])
    expect(after.record.incidents[0]?.members.sede?.is).toBe('back')
  })
})

describe('a notice of public interest', () => {
  it('keeps its words, its source and who said it', () => {
    const story = told(beginning(), { command: 'notice', text: 'Es un bulo.', source: 'el BOE' })
    expect(story.record.incidents[0]).toMatchObject({
      origin: { is: 'notice', by: 'ana' },
      steps: [{ facts: { said: { text: 'Es un bulo.', source: 'el BOE' }, late: false } }],
    })
  })
})

describe('a component that is not muted', () => {
  it('is lifted without effect, and a strange one is refused', () => {
    expect(told(beginning(), { command: 'lift', component: 'sede' }).events).toEqual([])
    expect(() => told(beginning(), { command: 'lift', component: 'nada' })).toThrow(/nada is no component/)
  })
})
