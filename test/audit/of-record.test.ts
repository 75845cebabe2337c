import { describe, expect, it } from 'vitest'
import { memoryStore } from '../../lib/adapters/memory-store.ts'
import type { Entry } from '../../lib/audit/entry.ts'
import { decideCommand } from '../../lib/incident/decide-command.ts'
import { decideRound, type Observation } from '../../lib/incident/decide-round.ts'
import { isRefusal } from '../../lib/incident/events.ts'
import { evolved } from '../../lib/incident/evolve.ts'
import type { ServiceRecord } from '../../lib/incident/record.ts'
import { aService, beginning, eleven, live, minute, type Story } from '../given.ts'
import { aWatch } from '../incident/watch.ts'

const service = aService()
const lived = (rounds: Readonly<Record<string, string>>, from: Story = beginning()): Story =>
  live(from, service, rounds)
const said = ({ trail }: ServiceRecord) =>
  (trail?.entries ?? []).map(entry =>
    entry.kind === 'decision' ? `${entry.decided} ${entry.about}` : entry.kind,
  )
const entry = ({ trail }: ServiceRecord, kind: Entry['kind']) => trail?.entries.find(one => one.kind === kind)

describe('the log of a record', () => {
  it('is absent while every round is good', () => {
    expect(lived({ sede: 'uuu' }).record.trail).toBeUndefined()
  })

  it('has what was not good in a round, and nobody else', () => {
    const { record } = lived({ sede: 'd', web: 'b' })
    expect(entry(record, 'round')).toMatchObject({
      n: 1,
      at: new Date(eleven + 5_000).toISOString(),
      round: '2026-11-21T10:00:00.000Z',
      every: 60,
      vantage: 'home',
      seen: {
        sede: { outcome: 'down', at: '2026-11-21T10:00:01.000Z' },
        web: { outcome: 'blind', at: '2026-11-21T10:00:01.000Z' },
      },
    })
    expect(said(record)).toEqual(['round'])
  })

  it('has an outage that opens, with its step', () => {
    const { record } = lived({ sede: 'ddd' })
    expect(said(record)).toEqual(['round', 'round', 'round', 'changed sede', 'opened SS-0001'])
    expect(record.trail?.entries.at(-1)).toMatchObject({
      facts: {
        step: {
          n: 1,
          kind: 'begin',
          at: new Date(eleven + 2 * minute + 5_000).toISOString(),
          facts: { what: 'outage', components: ['sede'], since: '2026-11-21T10:00:01.000Z' },
        },
      },
    })
  })

  it('has a recovery, though its rounds were good', () => {
    const { record } = lived({ sede: 'uu' }, lived({ sede: 'ddd' }))
    expect(said(record).slice(-3)).toEqual(['changed sede', 'stepped SS-0001', 'settled SS-0001'])
    expect(record.trail?.entries.at(-1)).toMatchObject({
      facts: { status: { is: 'resolved', how: 'recovery', at: expect.stringMatching(/Z$/) } },
    })
  })

  it('has its end left once it is quiet', () => {
    const { record } = lived({ sede: 'du' })
    expect(record.trail).toMatchObject({ n: 1, entries: [] })
  })

  it('has who said what and why, and what was decided', () => {
    const { record } = lived({ sede: 'ddd' })
    const asked = { command: 'note', incident: 'SS-0001', text: 'Es la red', public: false } as const
    const events = decideCommand(record, service, { ...asked, request: 'r1', by: 'ana' }, eleven)
    if (isRefusal(events)) throw new TypeError(events.refused)
    expect(entry(evolved(record, events), 'command')).toMatchObject({
      command: 'note',
      by: 'ana',
      request: 'r1',
      at: '2026-11-21T10:00:00.000Z',
      asked: { incident: 'SS-0001', text: 'Es la red', public: false },
    })
  })

  it('has the reasons of looks, and where they were made from', async () => {
    const watch = aWatch(service, memoryStore())
    watch.sees('sede', 'down')
    await watch.round(eleven)
    expect(entry(await watch.record(), 'round')).toMatchObject({
      vantage: 'home',
      seen: { sede: { outcome: 'down', reasons: ['status-503'] } },
    })
  })

  it('is short beside what DynamoDB takes, though forty fall at once', () => {
    const ids = Array.from({ length: 40 }, (_, n) => `c${'x'.repeat(36)}-${n}`)
    const forty = aService({
      components: ids.map(id => ({ id, name: { es: 'la web' }, targets: [{ url: 'https://web.example/' }] })),
    })
    const reasons = ['certificate-chain-incomplete', 'status-503-retry-after']
    const look = (n: number): Observation => ({
      round: eleven + n * minute,
      length: minute,
      at: eleven + n * minute + 5_000,
      vantage: 'eu-south-2',
      components: Object.fromEntries(ids.map(id => [id, { outcome: 'down', at: eleven, reasons }])),
    })
    let { record } = beginning()
    for (const n of [0, 1, 2]) record = evolved(record, decideRound(record, forty, look(n)))
    expect(said(record)).toHaveLength(3 + 40 + 1)
    expect(JSON.stringify(record.trail).length).toBeLessThan(40_000)
  })

  it('goes on from version to version', () => {
    const first = lived({ sede: 'd' })
    const second = lived({ sede: 'd' }, first)
    const [before, after] = [first.record.trail, second.record.trail]
    expect(after?.entries).toMatchObject([{ n: 1 }, { n: 2, prev: before?.hash }])
  })
})
