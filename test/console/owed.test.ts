import { describe, expect, it } from 'vitest'
import { memoryStore } from '../../lib/adapters/memory-store.ts'
import { boardOf } from '../../lib/console/board.ts'
import type { Step } from '../../lib/incident/record.ts'
import { readFacts } from '../../lib/operate/facts.ts'
import { at, ledgerWith, now, outage, recordWith, serviceWith } from '../page/facts.ts'

const end: Step = {
  n: 2,
  kind: 'end',
  at: at('10:44'),
  facts: { what: 'recovery', since: at('10:40'), back: at('10:44'), late: false },
}
const over = outage({ status: { is: 'resolved', at: at('10:44'), how: 'recovery' } }, end)

describe('an end that is owed', () => {
  it('is still to come when its incident has left the record', async () => {
    const store = memoryStore()
    const service = serviceWith()
    await store.writeRecord(recordWith({ version: 1 }))
    await store.writeLedger(ledgerWith({ version: 1, told: { 'PR-0001': { is: 'down', step: 1 } } }))
    await store.archive({ service: service.id, key: 'incident#PR-0001', version: 1, body: over })
    const { channels } = boardOf(await readFacts(store, service, now))
    expect(channels[0]?.coming).toMatchObject([{ notice: 'PR-0001/2', when: 'Sale ya.' }])
  })

  it('is none before anything was ever written', async () => {
    const { channels, summary } = boardOf(await readFacts(memoryStore(), serviceWith(), now))
    expect(summary.text).toBe('Todavía no hemos mirado.')
    expect(channels).toMatchObject([{ id: 'x', coming: [], posted: [] }])
  })
})
