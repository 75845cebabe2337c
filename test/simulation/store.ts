import type { ServiceRecord } from '../../lib/incident/record.ts'
import type { Live, Store, Written } from '../../lib/ports.ts'
import type { Ledger } from '../../lib/publish/ledger.ts'
import type { Process, ProcessWorld } from './process.ts'
import { simulatedTable } from './table.ts'

class StoreDown extends Error {
  override readonly name = 'StoreDown'
}

/** Hears of every write that was taken, in the order in which they were. */
export interface Witness {
  record(next: ServiceRecord): void
  ledger(next: Ledger): void
}

/** DynamoDB as processes meet it: slow, sometimes down, answers lost after the write, an index that lags. */
export const simulatedStore = (world: ProcessWorld, witness: Witness, store: Store = simulatedTable()) => {
  const { random, faults } = world
  let liveBefore: readonly Live[] = []

  const asked = async <T>(process: Process, effect: () => Promise<T>): Promise<T> => {
    await process.pause()
    if (world.isFaulty() && random.chance(faults.storeDown)) {
      world.injected('storeDown')
      throw new StoreDown('throttled')
    }
    const answer = await effect()
    await process.pause()
    return answer
  }

  /** An answer lost after the write: the SDK tries again and meets its own success, or gives up. */
  const written = (process: Process, effect: () => Promise<Written>): Promise<Written> =>
    asked(process, async () => {
      const answer = await effect()
      if (!world.isFaulty() || !random.chance(faults.storeLost)) return answer
      world.injected('storeLost')
      if (random.chance(0.5)) throw new StoreDown('the answer was lost')
      return 'conflict'
    })

  const of = (process: Process): Store => ({
    readRecord: service => asked(process, () => store.readRecord(service)),
    readLedger: (service, channel) => asked(process, () => store.readLedger(service, channel)),
    readArchived: (service, key) => asked(process, () => store.readArchived(service, key)),
    readSpan: (service, span) => asked(process, () => store.readSpan(service, span)),
    readTrail: (service, chain, from, to) => asked(process, () => store.readTrail(service, chain, from, to)),
    readAlerts: service => asked(process, () => store.readAlerts(service)),
    writeAlerts: next => written(process, () => store.writeAlerts(next)),
    archive: item => asked(process, () => store.archive(item)),
    live: () =>
      asked(process, async () => {
        const now = await store.live()
        const shown = world.isFaulty() && random.chance(0.1) ? liveBefore : now
        liveBefore = now
        return shown
      }),
    writeRecord: next =>
      written(process, async () => {
        const answer = await store.writeRecord(next)
        if (answer === 'written') witness.record(next)
        return answer
      }),
    writeLedger: next =>
      written(process, async () => {
        const answer = await store.writeLedger(next)
        if (answer === 'written') witness.ledger(next)
        return answer
      }),
  })
  return { of, raw: store }
}
