import { describe, expect, it } from 'vitest'
import { busEvent } from '../../lib/incident/bus-events.ts'
import { decideCommand } from '../../lib/incident/decide-command.ts'
import { evolve } from '../../lib/incident/evolve.ts'
import { lastBegin, openIncident } from '../../lib/incident/incident.ts'
import { aService, beginning, eleven, live, minute, say, stepsOf } from '../given.ts'

const service = aService()
const open = { command: 'open', component: 'oficinas', what: 'office-closed' } as const
const fallen = () => live(beginning(), service, { sede: 'ddd' })
const lastType = ({ record }: { record: Parameters<typeof busEvent>[0] }) =>
  busEvent(record, record.outbox.at(-1) ?? '')?.type

describe('an incident that operators open', () => {
  it('speaks for what no probe sees', () => {
    const { record } = say(beginning(), service, open)
    expect(record.incidents).toMatchObject([
      {
        id: 'SS-0001',
        origin: { is: 'declared', what: 'office-closed', by: 'ana' },
        names: { oficinas: { es: 'las oficinas' } },
        steps: [{ n: 1, kind: 'begin', facts: { what: 'declared', since: eleven } }],
      },
    ])
    expect(lastType({ record })).toBe('incident.opened')
  })

  it('never joins the automatic one, nor it that one', () => {
    const story = live(say(beginning(), service, open), service, { sede: 'ddd' })
    expect(story.record.incidents.map(({ id }) => id)).toEqual(['SS-0001', 'SS-0002'])
    expect(Object.keys(openIncident(story.record)?.members ?? {})).toEqual(['sede'])
    expect(stepsOf(live(story, service, { sede: 'uu' }), 'SS-0001')).toEqual(['begin declared'])
  })

  it('carries a note for the public with it', () => {
    const story = say(beginning(), service, { ...open, note: 'Abrimos mañana.' })
    expect(stepsOf(story, 'SS-0001')).toEqual(['begin declared', 'update note'])
  })

  it('ends when they say so, and mutes nothing', () => {
    const story = say(say(beginning(), service, open), service, { command: 'resolve', incident: 'SS-0001' })
    expect(stepsOf(story, 'SS-0001')).toEqual(['begin declared', 'end operator'])
    expect(story.record.muted).toEqual({})
  })

  it.each([
    ['of a component that probes look at', { ...open, component: 'sede' }, /looked at by probes/],
    ['of a component that there is none of', { ...open, component: 'nada' }, /nada is no component/],
    ['twice of one component', open, /open incident already: SS-0001/],
  ])('is refused %s, and takes no number', (_, asked, why) => {
    const story = say(beginning(), service, open)
    expect(() => say(story, service, asked)).toThrow(why)
    expect(story.record.nextIncident).toBe(2)
  })
})

describe('a note', () => {
  it('for operators is no step', () => {
    const story = say(fallen(), service, {
      command: 'note',
      incident: 'SS-0001',
      text: 'GISS avisada',
      public: false,
    })
    expect(stepsOf(story, 'SS-0001')).toEqual(['begin outage'])
    expect(story.record.incidents[0]?.notes).toEqual([{ at: story.at, by: 'ana', text: 'GISS avisada' }])
  })

  it('for the public is a step', () => {
    const note = { command: 'note', incident: 'SS-0001', text: 'Lo arreglan.', public: true } as const
    const story = say(fallen(), service, note)
    expect(stepsOf(story, 'SS-0001')).toEqual(['begin outage', 'update note'])
    expect(lastType(story)).toBe('incident.noted')
  })

  it('for the public is refused once all is over', () => {
    const over = live(fallen(), service, { sede: 'uu' })
    const note = { command: 'note', incident: 'SS-0001', text: 'Hola.', public: true } as const
    expect(() => say(over, service, note)).toThrow(/SS-0001 is over/)
    expect(() => say(over, service, { ...note, public: false })).not.toThrow()
  })
})

describe('a public-interest notice', () => {
  const notice = { command: 'notice', text: 'Es un bulo.', source: 'la Seguridad Social' } as const

  it('stands alone', () => {
    const story = say(beginning(), service, notice)
    expect(stepsOf(story, 'SS-0001')).toEqual(['end told'])
    expect(story.record.incidents[0]?.status).toMatchObject({ is: 'resolved', how: 'told' })
    expect(lastType(story)).toBe('notice.published')
    expect(() => say(story, service, notice)).toThrow(/SS-0001 says the same already/)
  })
})

describe('a component that a false alarm muted', () => {
  const muted = () => say(fallen(), service, { command: 'false-alarm', incident: 'SS-0001' })

  it('opens nothing until it was seen up', () => {
    expect(live(muted(), service, { sede: 'dddddd' }).record.incidents).toHaveLength(1)
    expect(live(muted(), service, { sede: 'uuddd' }).record.incidents).toHaveLength(2)
  })

  it('opens again once the operator lifts that', () => {
    const lifted = say(muted(), service, { command: 'lift', component: 'sede' })
    expect(live(lifted, service, { sede: 'd' }).record.incidents).toHaveLength(2)
    expect(say(lifted, service, { command: 'lift', component: 'sede' }).events).toEqual([])
  })

  it('is then dated after what was denied', () => {
    const later = live(muted(), service, { sede: 'ddddd' })
    const lifted = say(later, service, { command: 'lift', component: 'sede' })
    const incident = openIncident(live(lifted, service, { sede: 'd' }).record)
    expect(incident && lastBegin(incident)?.facts.since).toBe(later.at - minute + 1_000)
  })
})

describe('the switch', () => {
  const hold = (channel: string) => say(beginning(), service, { command: 'hold', channel, why: 'pruebas' })

  it('is on until it is released, and tells publishers at once', () => {
    const held = hold('all')
    expect(held.record.holds).toEqual({ all: { at: eleven, by: 'ana', why: 'pruebas' } })
    expect(lastType(held)).toBe('posting.changed')
    const free = say(held, service, { command: 'release', channel: 'all' })
    expect(free.record.holds).toEqual({})
    expect(lastType(free)).toBe('posting.changed')
  })

  it('of all channels frees each of them', () => {
    const both = say(hold('x'), service, { command: 'hold', channel: 'all' })
    expect(say(both, service, { command: 'release', channel: 'all' }).record.holds).toEqual({})
    expect(() => say(both, service, { command: 'release', channel: 'x' })).not.toThrow()
    expect(() => say(hold('all'), service, { command: 'release', channel: 'x' })).toThrow(
      /every channel is held/,
    )
  })

  it('said again changes nothing', () => {
    expect(say(hold('x'), service, { command: 'hold', channel: 'x' }).events).toEqual([])
    expect(say(beginning(), service, { command: 'release', channel: 'x' }).events).toEqual([])
  })

  it('is refused for a channel that there is none of', () => {
    expect(() => hold('telegram')).toThrow(/telegram is no channel/)
  })
})

describe('every command', () => {
  it('is applied once, and taken down with who said it', () => {
    const command = { ...open, request: 'once', by: 'ana' }
    const { record } = beginning()
    expect(decideCommand(record, service, command, eleven)).toContainEqual({
      is: 'requested',
      command,
      at: eleven,
    })
    expect(
      decideCommand(
        { ...record, requests: { 'once open oficinas': eleven } },
        service,
        command,
        eleven + 1_000,
      ),
    ).toEqual([])
  })

  it('is no repeat of another with the same request id', () => {
    const first = decideCommand(beginning().record, service, { ...open, request: 'r', by: 'ana' }, eleven)
    const record = Array.isArray(first) ? first.reduce(evolve, beginning().record) : beginning().record
    const hold = { command: 'hold', channel: 'all', request: 'r', by: 'ana' } as const
    expect(decideCommand(record, service, hold, eleven)).toContainEqual(
      expect.objectContaining({ is: 'held' }),
    )
  })

  it('on a window is refused where it is meant for an outage', () => {
    const window = say(beginning(), service, {
      command: 'plan',
      components: ['sede'],
      from: eleven + 1_000,
      to: eleven + 2_000,
      announce: eleven,
    })
    expect(() => say(window, service, { command: 'resolve', incident: 'SS-0001' })).toThrow(
      /maintenance cancel/,
    )
  })
})
