import type { Outcome } from '../../lib/check/check.ts'
import { emptyRecord } from '../../lib/incident/evolve.ts'
import type { FirstPorts } from '../../lib/incident/first-record.ts'
import { takeRound } from '../../lib/incident/take-round.ts'
import type { Store } from '../../lib/ports.ts'
import type { Service } from '../../lib/service/service.ts'
import { fakeBus, fakeClock, fakeJournal, fakeProber } from '../fakes.ts'
import { eleven, minute } from '../given.ts'

/** A probe with a store of somebody's: rounds are taken through the whole of it. */
export const aWatch = (
  service: Service,
  store: Store,
  start = eleven,
  { firstMode }: Pick<FirstPorts, 'firstMode'> = {},
) => {
  const clock = fakeClock(start)
  const journal = fakeJournal()
  const bus = fakeBus()
  const prober = fakeProber()
  const ports = { store, bus, clock, journal, prober, firstMode }
  return {
    ...ports,
    ports,
    /** What looks at the only target of a component see from now on. */
    sees: (component: string, outcome: Outcome) => prober.see(`https://${component}.example/`, outcome),
    /** Takes the round of this instant, five seconds after it, whatever the clock showed before. */
    round: async (at: number) => {
      clock.set(at + 5_000)
      await takeRound(ports, service, { round: at, length: minute, vantage: 'home' })
    },
    record: async () => (await store.readRecord(service.id)) ?? emptyRecord(service.id),
  }
}
