import { describe, expect, it } from 'vitest'
import { answersOf } from '../../lib/feed/statuspage/files.ts'
import type { Health, Incident } from '../../lib/incident/record.ts'
import type { PageFacts } from '../../lib/page/facts.ts'
import {
  at,
  downSince,
  factsWith,
  look,
  probed,
  recordWith,
  slowSince,
  well,
  window,
} from '../page/site-facts.ts'
import { busy, planned } from './scenes.ts'

const all = (health: Health) => Object.fromEntries(probed.map(id => [id, health]))
const summaryOf = (facts: PageFacts) => answersOf(facts)['summary.json']
const componentOf = (facts: PageFacts, id: string) =>
  answersOf(facts)['components.json'].components.find(one => one.id === id)
const having = (web: Health) => factsWith({ record: recordWith({ components: { ...all(well), web } }) })

describe('the status of the whole', () => {
  it('tells all well as of a full hour', () => {
    expect(summaryOf(factsWith()).status).toEqual({
      indicator: 'none',
      description: 'A las 10:00 funcionaba todo',
      atalaya: { seen_at: '2026-11-21T09:00:00.000Z', stale: false, blind: false },
    })
  })

  it.each<[string, string, PageFacts]>([
    ['something down', 'major', having(downSince(at('10:20')))],
    ['something slow', 'minor', having(slowSince(at('10:20')))],
    [
      'everything down',
      'critical',
      factsWith({ record: recordWith({ components: all(downSince(at('10:20'))) }) }),
    ],
    [
      'nothing seen',
      'minor',
      factsWith({ record: recordWith({ components: all({ ...well, blind: at('10:20') }) }) }),
    ],
    ['one thing unseen', 'none', having({ ...well, blind: at('10:20') })],
    ['nobody looking', 'minor', factsWith({ isStale: true })],
    ['no look yet', 'minor', factsWith({ record: undefined })],
  ])('with %s is %s', (_, indicator, facts) => {
    expect(summaryOf(facts).status.indicator).toBe(indicator)
  })

  it('never reads well once nobody looks', () => {
    const { status } = summaryOf(factsWith({ isStale: true }))
    expect(status.description).toBe('No sabemos cómo va ahora')
    expect(status.atalaya).toMatchObject({ stale: true, blind: true })
  })
})

describe('a component', () => {
  it('that nobody sees keeps its last status and says so', () => {
    const seen = componentOf(having({ ...downSince(at('09:00')), blind: at('10:20') }), 'web')
    expect(seen).toMatchObject({ status: 'major_outage', atalaya: { blind: true, sight: 'blind' } })
    expect(seen?.description).toMatch(
      /^No lo sabemos: no lo podemos ver desde las 10:20\. A las .* no funcionaba\.$/,
    )
  })

  it('that comes and goes is a partial outage', () => {
    const { record } = busy()
    const incidents = (record?.incidents ?? []).map(one =>
      one.id === 'SS-0042' ? { ...one, unstable: { since: at('10:00'), changed: at('10:00') } } : one,
    )
    const facts = busy({ record: recordWith({ ...record, incidents }) })
    expect(componentOf(facts, 'sede')?.status).toBe('partial_outage')
  })

  it('in a running window is under maintenance', () => {
    const running = window('SS-0050', at('10:00'), at('12:00'), 'cita')
    const facts = factsWith({ record: recordWith({ incidents: [running] }) })
    expect(componentOf(facts, 'cita')?.status).toBe('under_maintenance')
    expect(summaryOf(facts).status.indicator).toBe('maintenance')
  })
})

describe('a window', () => {
  const standing = (round: number, one: Incident = planned) =>
    answersOf(factsWith({ record: recordWith({ round, incidents: [one] }) }))['scheduled-maintenances.json']
      .scheduled_maintenances[0]?.status

  it('moves from scheduled to verifying by the last look', () => {
    const day = '2026-11-23'
    const told = ['07:59', '08:00', '09:59', '10:00'].map(clock => standing(at(clock, day)))
    expect(told).toEqual(['scheduled', 'in_progress', 'in_progress', 'verifying'])
  })

  it('is completed once it is over', () => {
    expect(standing(look, { ...planned, status: { is: 'resolved', at: look, how: 'cancelled' } })).toBe(
      'completed',
    )
  })
})

describe('an acknowledgement', () => {
  const statusOf = (official: boolean) => {
    const facts = busy()
    return answersOf({ ...facts, service: { ...facts.service, official } })['incidents.json'].incidents[0]
      ?.status
  }

  it('is told only where the body itself speaks', () => {
    expect([statusOf(false), statusOf(true)]).toEqual(['investigating', 'identified'])
  })
})

describe('what does not change', () => {
  it('is told with the same bytes all hour', () => {
    const later = (round: number) => JSON.stringify(answersOf(factsWith({ record: recordWith({ round }) })))
    expect(later(at('10:58'))).toBe(later(at('10:01')))
    expect(later(at('11:01'))).not.toBe(later(at('10:58')))
  })

  it('has the date of the last change of all', () => {
    const dateOf = (facts: PageFacts) => answersOf(facts)['status.json'].page.updated_at
    expect(dateOf(factsWith())).toBe('2026-11-21T07:00:00.000Z')
    expect(dateOf(having(downSince(at('10:20'))))).toBe('2026-11-21T09:20:00.000Z')
  })
})
