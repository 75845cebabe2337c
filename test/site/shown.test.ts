import { describe, expect, it } from 'vitest'
import { emptyRecord } from '../../lib/incident/evolve.ts'
import type { Incident, ServiceRecord } from '../../lib/incident/record.ts'
import { isStale, shownOf } from '../../lib/site/shown.ts'
import { eleven, minute } from '../given.ts'

const incident: Incident = { id: 'SS-0001', status: { is: 'open' }, names: {}, members: {}, steps: [] }
const record: ServiceRecord = {
  ...emptyRecord('seguridad-social'),
  round: eleven,
  components: { sede: { is: 'down', since: eleven, seen: eleven } },
  incidents: [incident],
}
const shown = (change: Partial<ServiceRecord> = {}, now = eleven, length = minute) =>
  shownOf({ ...record, ...change }, now, length)

describe('what is shown', () => {
  it.each<[string, Partial<ServiceRecord>]>([
    ['four quiet rounds', { round: eleven + 4 * minute, version: 5 }],
    [
      'a look that settles nothing',
      { components: { sede: { is: 'down', since: eleven, seen: eleven + 1 } } },
    ],
    ['what operators note', { incidents: [{ ...incident, notes: [{ at: eleven, by: 'ana', text: 'x' }] }] }],
  ])('stays the same through %s', (_, change) => {
    expect(shown(change)).toBe(shown())
  })

  it.each<[string, Partial<ServiceRecord>]>([
    ['the fifth round', { round: eleven + 5 * minute }],
    ['a recovery', { components: { sede: { is: 'operational', since: eleven } } }],
    [
      'a look that saw nothing',
      { components: { sede: { is: 'down', since: eleven, seen: eleven, blind: eleven } } },
    ],
    [
      'an acknowledgement',
      { incidents: [{ ...incident, status: { is: 'acknowledged', at: eleven, by: 'ana' } }] },
    ],
    ['an incident that left', { incidents: [] }],
  ])('changes with %s', (_, change) => {
    expect(shown(change)).not.toBe(shown())
  })

  it('changes once nobody has looked for ten rounds', () => {
    expect(shown({}, eleven + 10 * minute)).toBe(shown())
    expect(shown({}, eleven + 10 * minute + 1)).not.toBe(shown())
  })
})

describe('a page', () => {
  it('is not old before the first round', () => {
    expect([isStale(undefined, eleven, minute), isStale({ ...record, round: 0 }, eleven, minute)]).toEqual([
      false,
      false,
    ])
  })

  it('of rounds of a second has a minute', () => {
    expect(isStale(record, eleven + minute, 1_000)).toBe(false)
    expect(isStale(record, eleven + minute + 1, 1_000)).toBe(true)
  })

  it('of a clock that went astray is old', () => {
    expect(isStale(record, eleven - 10 * minute - 1, minute)).toBe(true)
  })
})
