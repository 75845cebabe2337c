import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportIncident } from '../../lib/audit/export.ts'
import { verifyEvidence } from '../../lib/audit/verify-evidence.ts'
import { emptyRecord } from '../../lib/incident/evolve.ts'
import { parseIncident } from '../../lib/incident/schema.ts'
import { emptyLedger } from '../../lib/publish/flight.ts'
import { wrongWithItem } from '../../lib/whole/check.ts'
import { type Dynalite, startDynalite } from '../adapters/dynalite.ts'
import { aPlace, type Example, examples, serviceOf, today } from './stage.ts'

let database: Dynalite
beforeAll(async () => {
  database = await startDynalite()
})
afterAll(() => database.close())

/** What a170db9 logged has hashes of another kind: docs/upgrade.md. */
const withLog = ['59ead0c']
const restored = async (example: Example) => {
  const place = await aPlace(database, Date.parse(example.at), example.timeline)
  for (const item of example.items) await place.put(item)
  return place
}
const kinds = (items: readonly { readonly sk: string }[]) => [
  ...new Set(items.map(({ sk }) => sk.split('#')[0])),
]

describe('the stored examples', () => {
  it('are of the first commit and of every schema since', () => {
    const schemas = examples.flatMap(({ items }) =>
      items.filter(({ sk }) => sk?.S === 'record').map(({ body }) => JSON.parse(body?.S ?? '').schema),
    )
    expect([...new Set(schemas)].toSorted()).toEqual(
      Array.from({ length: emptyRecord('').schema }, (_, n) => n + 1),
    )
    expect(examples.map(({ commit }) => commit).toSorted()).toContain('62455c1')
  })
})

describe.each(examples)('what $commit stored', example => {
  it('is understood, every item of it', async () => {
    const { items } = await restored(example)
    for (const pk of await items.partitions())
      for (const item of await items.read(pk))
        expect([item.sk, wrongWithItem(item)]).toEqual([item.sk, undefined])
  })

  it('goes on with a round in the schema of today', async () => {
    const { store, watch, items } = await restored(example)
    const before = await store.readRecord('owing')
    await watch(today, 'owing', 'u')
    const record = await store.readRecord('owing')
    expect(record?.schema).toBe(emptyRecord('').schema)
    expect(record?.round).toBeGreaterThan(before?.round ?? 0)
    expect(record?.nextIncident).toBe(3)
    expect(kinds(await items.read('service#owing'))).not.toContain('broken')
  })

  it('still tells the end that was owed, once', async () => {
    const { store, watch, texts } = await restored(example)
    await watch(today, 'owing', 'uuuuu')
    expect(texts()).toEqual([expect.stringMatching(/^🟢 .*\(OW-0002\)$/)])
    const ledger = await store.readLedger('owing', 'x')
    expect(ledger?.schema).toBe(emptyLedger('', '', 0).schema)
    expect(ledger?.told['OW-0002']).toMatchObject({ is: 'up' })
  })

  it('finds the post in doubt before it says more', async () => {
    const { watch, texts } = await restored(example)
    await watch(today, 'in-doubt', 'uuuuu')
    expect(texts()).toEqual([expect.stringMatching(/^🟢 .*\(ID-0002\)$/)])
  })

  it('opens the next incident under the next code', async () => {
    const { watch, texts } = await restored(example)
    await watch(today, 'owing', `${'u'.repeat(40)}ddd`)
    expect(texts().at(-1)).toMatch(/^🔴 .*\(OW-0003\)$/)
  })

  it('keeps what it archived legible', async () => {
    const { store } = await restored(example)
    const archived = await store.readArchived('owing', 'incident#OW-0001')
    expect(parseIncident(archived)).toMatchObject({ id: 'OW-0001', status: { is: 'resolved' } })
  })

  it.runIf(withLog.includes(example.commit))('keeps the log whole across the change', async () => {
    const { store, watch } = await restored(example)
    await watch(today, 'owing', 'uuddddd')
    const evidence = await exportIncident(store, serviceOf('owing'), 'OW-0002', Date.parse(example.at))
    expect(verifyEvidence(JSON.parse(JSON.stringify(evidence)))).toMatchObject({ is: 'right' })
  })
})
