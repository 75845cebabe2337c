import { memoryShelf } from '../../lib/adapters/memory-shelf.ts'
import { memoryStore } from '../../lib/adapters/memory-store.ts'
import { evolved } from '../../lib/incident/evolve.ts'
import type { ServiceRecord } from '../../lib/incident/record.ts'
import type { PageFacts } from '../../lib/page/facts.ts'
import type { Making } from '../../lib/page/site.ts'
import type { Site } from '../../lib/site/keep-site.ts'
import { fakeClock, fakeJournal } from '../fakes.ts'
import { aService, beginning, eleven, minute } from '../given.ts'

export const service = aService()
export const id = service.id

/** A page of one line. */
export const page = (path: string, body: string): Making => ({
  path,
  make: () => ({ path, type: 'text/plain', body, keep: 'page' }),
})

/** A site of an incident's page, which stays, and two that say which record they were made of. */
export const render = ({ record }: PageFacts): readonly Making[] => [
  page('incidents/index.html', `incidents ${record?.nextIncident}`),
  page('history/index.html', `history ${record?.version}`),
  page('index.html', `front ${record?.version}`),
]

export const site = (over: Partial<Site> = {}): Site => ({
  service,
  folder: '',
  base: 'https://page.example',
  length: minute,
  render,
  ...over,
})

/** A store with a record that grows by a version at a time, and a shelf. */
export const world = async () => {
  const store = memoryStore()
  const clock = fakeClock(eleven)
  let record: ServiceRecord = { ...evolved(beginning().record, []), round: eleven }
  await store.writeRecord(record)
  return {
    store,
    shelf: memoryShelf(),
    clock,
    journal: fakeJournal(),
    /** The next round, `minutes` after the last one; the clock is as far. */
    round: async (minutes = 1, change: Partial<ServiceRecord> = {}) => {
      record = { ...evolved(record, []), round: record.round + minutes * minute, ...change }
      clock.set(record.round)
      await store.writeRecord(record)
      return record
    },
    record: () => record,
  }
}
