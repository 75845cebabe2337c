import { describe, expect, it } from 'vitest'
import type { RecordEvent } from '../../lib/incident/events.ts'
import { emptyRecord } from '../../lib/incident/evolve.ts'
import { tell } from '../../lib/incident/journal.ts'
import { fakeJournal } from '../fakes.ts'
import { eleven } from '../given.ts'

const record = emptyRecord('body')
const told = (...events: readonly RecordEvent[]) => {
  const journal = fakeJournal()
  tell(journal, { record, events }, eleven)
  return journal.lines
}
const since = eleven - 60_000
const components = ['sede']

describe('the journal', () => {
  it.each<[RecordEvent['is'], RecordEvent, object]>([
    [
      'changed',
      { is: 'changed', component: 'sede', from: 'operational', to: 'down', at: since },
      {
        kind: 'component',
        component: 'sede',
        from: 'operational',
        to: 'down',
        since: '2026-11-21T09:59:00.000Z',
      },
    ],
    [
      'opened',
      {
        is: 'opened',
        incident: 'SS-0001',
        step: { n: 1, kind: 'begin', at: eleven, facts: { what: 'outage', components, since } },
        names: {},
      },
      {
        kind: 'incident',
        incident: 'SS-0001',
        step: 1,
        notice: 'SS-0001/1',
        phase: 'begin',
        what: 'outage',
        components,
        since: '2026-11-21T09:59:00.000Z',
      },
    ],
    [
      'stepped',
      {
        is: 'stepped',
        incident: 'SS-0001',
        step: {
          n: 2,
          kind: 'end',
          at: eleven,
          facts: { what: 'recovery', since, back: eleven, late: false },
        },
      },
      {
        kind: 'incident',
        incident: 'SS-0001',
        step: 2,
        notice: 'SS-0001/2',
        phase: 'end',
        what: 'recovery',
        since: '2026-11-21T09:59:00.000Z',
        back: '2026-11-21T10:00:00.000Z',
        late: false,
      },
    ],
    [
      'expiring',
      { is: 'expiring', component: 'sede', expires: eleven, days: 7 },
      {
        kind: 'alarm',
        alarm: 'certificate',
        component: 'sede',
        days: 7,
        text: expect.stringMatching(/sede.* 7 days/),
        metrics: { Alarms: 1 },
      },
    ],
  ])('tells of what is %s', (_, event, line) => {
    expect(told(event)).toEqual([{ ...line, at: eleven, service: 'body' }])
  })

  it('keeps silent of what nobody asks for', () => {
    expect(
      told(
        { is: 'joined', incident: 'SS-0001', members: {}, names: {} },
        { is: 'settled', incident: 'SS-0001', status: { is: 'open' } },
        { is: 'unsettled', incident: 'SS-0001', since, changed: since },
        { is: 'steadied', incident: 'SS-0001' },
        { is: 'muted', components },
        { is: 'left', incident: 'SS-0001' },
        { is: 'published', ids: [] },
      ),
    ).toEqual([])
  })
})
