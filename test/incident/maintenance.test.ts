import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { busEvent } from '../../lib/incident/bus-events.ts'
import { isLive, lastBegin, openIncident } from '../../lib/incident/incident.ts'
import { aService, beginning, eleven, live, minute, type Story, say, stepsOf } from '../given.ts'

const service = aService()
const hour = 60 * minute

/** A window of the Sede, in minutes after eleven. */
const plan = (story: Story, from: number, to: number, announce = 0, components = ['sede']) =>
  say(story, service, {
    command: 'plan',
    components,
    from: eleven + from * minute,
    to: eleven + to * minute,
    announce: eleven + announce * minute,
  })
const planned = (from: number, to: number, announce = 0, components = ['sede']) =>
  plan(beginning(), from, to, announce, components)
const lived = (story: Story, rounds: Record<string, string>) => live(story, service, rounds)
const typesOf = ({ record }: Story) => record.outbox.map(id => busEvent(record, id)?.type)

describe('a maintenance window', () => {
  it('is announced at once where its time has come', () => {
    expect(stepsOf(planned(60, 120), 'SS-0001')).toEqual(['begin planned'])
  })

  it('waits unheard until it is to be announced', () => {
    const story = planned(300, 360, 240)
    expect(stepsOf(lived(story, { sede: 'u'.repeat(239) }), 'SS-0001')).toEqual([])
    expect(stepsOf(lived(story, { sede: 'u'.repeat(242) }), 'SS-0001')).toEqual(['begin planned'])
  })

  it('wakes nobody while it is far away', () => {
    expect(isLive(lived(planned(600, 660, 500), { sede: 'u' }).record)).toBe(false)
    expect(isLive(lived(planned(600, 660, 100), { sede: 'u' }).record)).toBe(true)
  })

  it('starts and ends when all is well', () => {
    const story = lived(planned(2, 6), { sede: 'uudddduuu' })
    expect(stepsOf(story, 'SS-0001')).toEqual(['begin planned', 'update started', 'end ended'])
    expect(typesOf(story).filter(type => type?.startsWith('maintenance'))).toEqual([
      'maintenance.planned',
      'maintenance.started',
      'maintenance.ended',
    ])
  })

  it('begins with its start where nobody announced it', () => {
    const story = lived(plan(lived(beginning(), { sede: 'uuu' }), 1, 6), { sede: 'uuuuu' })
    expect(stepsOf(story, 'SS-0001')).toEqual(['begin planned', 'end ended'])
    expect(typesOf(story)).toEqual(['maintenance.started', 'maintenance.ended'])
  })

  it('opens no outage of what fails in it', () => {
    const story = lived(planned(2, 20), { sede: 'uudddddddduuuu' })
    expect(story.record.incidents).toHaveLength(1)
    expect(openIncident(story.record)).toBeUndefined()
  })

  it('opens an outage of another component', () => {
    const story = lived(planned(0, 20), { sede: 'dddd', web: 'dddd' })
    expect(Object.keys(openIncident(story.record)?.members ?? {})).toEqual(['web'])
  })

  it('keeps what fails in it out of an open incident', () => {
    const story = lived(plan(lived(beginning(), { web: 'ddd' }), 3, 20), { sede: 'ddddd', web: 'ddddd' })
    expect(stepsOf(story, 'SS-0001')).toEqual(['begin outage'])
  })

  it('still ends an outage that began before it', () => {
    const story = lived(plan(lived(beginning(), { sede: 'ddd' }), 3, 20), { sede: 'dduuu' })
    expect(stepsOf(story, 'SS-0001')).toEqual(['begin outage', 'end recovery'])
  })

  it('is announced as an overrun, and opens an outage from its end on', () => {
    const story = lived(planned(1, 6), { sede: 'udddddd' })
    expect(stepsOf(story, 'SS-0001').at(-1)).toBe('end overrun')
    expect(stepsOf(story, 'SS-0002')).toEqual(['begin outage'])
    const incident = openIncident(story.record)
    expect(incident && lastBegin(incident)?.facts.since).toBe(eleven + 6 * minute)
  })

  it('draws no end from what nobody can see', () => {
    const waiting = lived(planned(1, 4), { sede: 'udddbbbb' })
    expect(stepsOf(waiting, 'SS-0001').at(-1)).toBe('update started')
    const late = lived(waiting, { sede: 'b'.repeat(8) })
    expect(stepsOf(late, 'SS-0001').at(-1)).toBe('end elapsed')
    expect(openIncident(late.record)).toBeUndefined()
    expect(stepsOf(lived(late, { sede: 'd' }), 'SS-0002')).toEqual(['begin outage'])
  })

  it('of declared components alone ends with its time', () => {
    const story = lived(planned(1, 4, 0, ['oficinas']), { sede: 'uuuuuu' })
    expect(stepsOf(story, 'SS-0001').at(-1)).toBe('end elapsed')
  })

  it('leaves a day after it is over', () => {
    const story = lived(planned(1, 4), { sede: 'uuuuuu' })
    const later = { ...story, at: story.at + 25 * hour }
    expect(lived(later, { sede: 'u' }).record.incidents).toEqual([])
  })
})

describe('a window that is called off', () => {
  const cancel = (story: Story) => say(story, service, { command: 'cancel', incident: 'SS-0001' })

  it('says so where it was announced', () => {
    expect(stepsOf(cancel(planned(60, 120)), 'SS-0001')).toEqual(['begin planned', 'end cancelled'])
  })

  it('says nothing where nobody heard of it', () => {
    const { record } = cancel(planned(300, 360, 240))
    expect(record.incidents[0]).toMatchObject({ steps: [], status: { is: 'resolved', how: 'cancelled' } })
  })

  it('opens an outage of what fails, from then on', () => {
    const story = lived(cancel(lived(planned(1, 60), { sede: 'uddddd' })), { sede: 'd' })
    const incident = openIncident(story.record)
    expect(incident && lastBegin(incident)?.facts.since).toBe(eleven + 6 * minute)
  })

  it('is so already the second time', () => {
    expect(cancel(cancel(planned(60, 120))).events).toEqual([])
  })
})

describe('a window is refused', () => {
  it.each([
    ['that ends before it begins', 120, 60, ['sede'], /ends before it begins/],
    ['that is over', -120, -60, ['sede'], /over already/],
    ['of a year from now', 60 * 24 * 400, 60 * 24 * 401, ['sede'], /more than a year/],
    ['of two months', 60, 60 * 24 * 60, ['sede'], /longer than 30 days/],
    ['of a component that there is none of', 60, 120, ['nada'], /nada is no component.*sede, web, cita/],
    ['that another covers already', 100, 200, ['web', 'sede'], /SS-0001 covers part of it/],
  ])('%s', (_, from, to, components, why) => {
    const before = planned(60, 120)
    expect(() => plan(before, from, to, 0, components)).toThrow(why)
    expect(before.record.nextIncident).toBe(2)
  })
})

describe('whatever is seen in a window', () => {
  const looks = fc.array(fc.constantFrom('u', 's', 'd', 'b'), { minLength: 1, maxLength: 60 })

  it('opens nothing of what it covers, and ends once', () => {
    fc.assert(
      fc.property(
        looks,
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 1, max: 30 }),
        (seen, from, long) => {
          const story = lived(planned(from, from + long), { sede: seen.join('') })
          const steps = stepsOf(story, 'SS-0001')
          expect(steps.filter(step => step.startsWith('end')).length).toBeLessThanOrEqual(1)
          expect(steps.filter(step => step === 'update started').length).toBeLessThanOrEqual(1)
          for (const { steps: all, origin } of story.record.incidents)
            for (const { at, kind } of all)
              if (!origin && kind === 'begin')
                expect(at < eleven + from * minute || at >= eleven + (from + long) * minute).toBe(true)
        },
      ),
    )
  })
})
