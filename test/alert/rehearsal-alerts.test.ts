import { describe, expect, it } from 'vitest'
import { inForce } from '../../lib/incident/in-force.ts'
import { aService, beginning, live, type Story, say } from '../given.ts'
import { keysOf, lookAt, theOne } from './look.ts'

const hour = 3_600_000
const service = aService({ channels: { x: { mode: 'shadow' } } })

/** What operators see of it, in the mode that is in force. */
const after = (story: Story, later: number) => lookAt(story, inForce(service, story.record), { later })
const rehearsals = (story: Story, later: number) =>
  keysOf(after(story, later)).filter(key => key.startsWith('rehearsal/'))
const down = live(beginning(), service, { sede: 'ddd' })
const opened = down.record.incidents[0]?.steps[0]?.at ?? 0

describe('a rehearsal that goes on during an outage', () => {
  it('is told after an hour and then at its hours', () => {
    const keyAt = (at: number) => rehearsals(down, at - down.at)
    expect(keyAt(opened + hour - 1)).toEqual([])
    expect(keyAt(opened + hour)).toEqual([`rehearsal/x/SS-0001/${opened}/${hour}`])
    expect(keyAt(opened + 4 * hour)).toEqual([`rehearsal/x/SS-0001/${opened}/${3 * hour}`])
  })

  it('says what nobody is told, and how to tell it', () => {
    const alert = theOne(after(down, opened + 2 * hour - down.at), 'posting-held')
    expect(alert.title).toBe('SS-0001: sigue abierta, y X solo ensaya')
    expect(alert.text).toMatch(
      /^Desde hace 2 horas la gente no se entera.*\nPara que salgan: atalaya go-live$/,
    )
    expect(alert).toMatchObject({ severity: 'warning', list: 'first', incident: 'SS-0001' })
  })

  it('counts from the switch, where that came later', () => {
    const switched = { ...down, at: down.at + 5 * hour }
    const there = say(switched, service, { command: 'mode', channel: 'x', mode: 'auto' })
    const back = say(there, service, { command: 'mode', channel: 'x', mode: 'shadow' })
    expect(rehearsals(back, hour - 1)).toEqual([])
    expect(rehearsals(back, hour)).toEqual([`rehearsal/x/SS-0001/${back.at}/${hour}`])
  })

  it('is over once the channel tells the public', () => {
    const told = say(down, service, { command: 'mode', channel: 'x', mode: 'auto' })
    expect(rehearsals(told, 5 * hour)).toEqual([])
  })

  it('is over with the outage', () => {
    expect(rehearsals(live(down, service, { sede: 'uuu' }), 5 * hour)).toEqual([])
  })
})

describe('a rehearsal in which nothing fails', () => {
  it('reminds nobody', () => {
    expect(rehearsals(live(beginning(), service, { sede: 'uuu' }), 5 * hour)).toEqual([])
  })

  it('reminds nobody of a maintenance window', () => {
    const { at } = down
    const plan = { command: 'plan', components: ['sede'], announce: at, from: at, to: at + 9 * hour } as const
    const planned = say(live(beginning(), service, { sede: 'uuu' }), service, plan)
    expect(planned.record.incidents).toHaveLength(1)
    expect(rehearsals(planned, 5 * hour)).toEqual([])
  })
})
