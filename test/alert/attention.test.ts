import { describe, expect, it } from 'vitest'
import { due } from '../../lib/alert/due.ts'
import { aService, beginning, live, minute, say } from '../given.ts'
import { keysOf, lookAt, theOne } from './look.ts'

const hour = 60 * minute
const service = aService()
const fallen = live(beginning(), service, { sede: 'ddd' })
const opened = fallen.record.incidents[0]!.steps[0]!.at
/** Milliseconds after the opening. */
const elapsed = (milliseconds: number) => ({ now: opened + milliseconds })
const reminders = (look: Parameters<typeof due>[0]) =>
  due(look)
    .filter(({ kind }) => kind === 'unacknowledged')
    .map(({ key }) => key.split('/').at(-1))

describe('an incident that nobody acknowledges', () => {
  it.each([
    [hour - 1, []],
    [hour, [hour]],
    [3 * hour - 1, [hour]],
    [3 * hour, [3 * hour]],
    [5 * hour, [5 * hour]],
    [10 * hour, [10 * hour]],
    [40 * hour, [10 * hour]],
  ])('is told again at the newest of its hours, %i ms on', (ms, expected) => {
    expect(reminders(lookAt(fallen, service, elapsed(ms)))).toEqual(expected.map(String))
  })

  it('says for how long and what to do', () => {
    expect(theOne(lookAt(fallen, service, elapsed(3 * hour)), 'unacknowledged')).toMatchObject({
      list: 'first',
      severity: 'critical',
      incident: 'SS-0001',
      components: ['sede'],
      title: 'SS-0001: nadie se ocupa desde hace 3 horas',
      text: expect.stringContaining('atalaya ack SS-0001'),
    })
  })

  it('is told to the second list after half an hour', () => {
    const key = `escalated/SS-0001/${opened}`
    expect(keysOf(lookAt(fallen, service, elapsed(30 * minute - 1)))).not.toContain(key)
    expect(theOne(lookAt(fallen, service, elapsed(30 * minute)), 'escalated')).toMatchObject({
      key,
      list: 'second',
    })
  })

  it('is told to nobody again once somebody takes it on', () => {
    const known = say(fallen, service, { command: 'ack', incident: 'SS-0001' })
    expect(keysOf(lookAt(known, service, elapsed(11 * hour)))).toEqual(['SS-0001/1'])
  })

  it('is told to nobody again once it is over', () => {
    const over = live(fallen, service, { sede: 'uu' })
    expect(keysOf(lookAt(over, service, elapsed(11 * hour)))).toEqual(['SS-0001/1', 'SS-0001/2'])
  })

  it('begins its hours anew when it falls again', () => {
    const again = live(fallen, service, { sede: 'uuddd' })
    const since = again.record.incidents[0]!.steps.at(-1)!.at
    expect(keysOf(lookAt(again, service, { now: since + hour }))).toContain(
      `reminder/SS-0001/${since}/${hour}`,
    )
  })

  it('follows the hours of its own service', () => {
    const quick = aService({ alerts: { reminders: ['2m'], escalateAfter: '1m' } })
    expect(reminders(lookAt(fallen, quick, elapsed(2 * minute)))).toEqual([String(2 * minute)])
    expect(keysOf(lookAt(fallen, quick, elapsed(minute)))).toContain(`escalated/SS-0001/${opened}`)
  })
})

describe('an end', () => {
  const over = live(fallen, service, { sede: 'uu' })

  it('is told to the second list if it was told of the incident', () => {
    const told = { [`escalated/SS-0001/${opened}`]: opened + 30 * minute }
    expect(keysOf(lookAt(over, service, { book: { told, pending: [] } }))).toContain('SS-0001/2@second')
  })

  it('is told to the first list alone otherwise', () => {
    expect(keysOf(lookAt(over, service))).toEqual(['SS-0001/1', 'SS-0001/2'])
  })
})

describe('an acknowledgement that lapses by policy', () => {
  const strict = aService({ alerts: { unacknowledgeAfter: '4h' } })
  const known = say(fallen, strict, { command: 'ack', incident: 'SS-0001' })
  const since = known.at + 4 * hour

  it('holds until its time is over', () => {
    expect(keysOf(lookAt(known, strict, { now: since - 1 }))).toEqual(['SS-0001/1'])
  })

  it('is told, with who gave it', () => {
    expect(theOne(lookAt(known, strict, { now: since }), 'acknowledgement-lapsed')).toMatchObject({
      key: `lapsed/SS-0001/${known.at}`,
      title: 'SS-0001: sigue abierta y hace 4 horas que nadie dice nada',
      text: expect.stringContaining('La tomó ana.'),
    })
  })

  it('lets reminders and escalation begin again', () => {
    expect(keysOf(lookAt(known, strict, { now: since + hour }))).toEqual([
      'SS-0001/1',
      `lapsed/SS-0001/${known.at}`,
      `reminder/SS-0001/${since}/${hour}`,
      `escalated/SS-0001/${since}`,
    ])
  })

  it('never lapses where the policy does not say so', () => {
    expect(keysOf(lookAt(known, service, { now: since + 99 * hour }))).toEqual(['SS-0001/1'])
  })
})

describe('what nobody has to attend to', () => {
  it('is a window that runs late into the night', () => {
    const { at } = beginning()
    const window = { from: at + minute, to: at + 99 * hour, announce: at }
    const planned = say(beginning(), service, { command: 'plan', components: ['sede'], ...window })
    expect(keysOf(lookAt(live(planned, service, { sede: 'uuu' }), service, { later: 12 * hour }))).toEqual([])
  })
})
