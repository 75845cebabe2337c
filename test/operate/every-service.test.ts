import { describe, expect, it } from 'vitest'
import { memoryStore } from '../../lib/adapters/memory-store.ts'
import { BrokenItem } from '../../lib/incident/schema.ts'
import { operate } from '../../lib/operate/operate.ts'
import type { Store } from '../../lib/ports.ts'
import { aService, eleven } from '../given.ts'
import { aWatch } from '../incident/watch.ts'

const many = (n: number) =>
  new Map(Array.from({ length: n }, (_, i) => [`body-${i}`, aService({ id: `body-${i}`, code: 'SS' })]))

const brokenFor = (store: Store, broken: string): Store => ({
  ...store,
  readRecord: async service => {
    if (service === broken) throw new BrokenItem('a record', {})
    return store.readRecord(service)
  },
})

const held = async (store: Store, services: ReadonlyMap<string, unknown>) => {
  const records = await Promise.all([...services.keys()].map(id => store.readRecord(id)))
  return records.filter(record => record?.holds['all']).length
}

describe('the switch for every service', () => {
  const command = { command: 'hold', request: 'r', by: 'ana' }

  it('holds each of many', async () => {
    const store = memoryStore()
    const { ports } = aWatch(aService(), store, eleven)
    const services = many(100)
    expect(await operate(ports, services, command)).toMatchObject({ is: 'done', changed: true })
    expect(await held(store, services)).toBe(100)
    expect(await operate(ports, services, command)).toMatchObject({ is: 'done', changed: false })
  })

  it('holds all others where one is broken, and names it', async () => {
    const store = memoryStore()
    const services = many(20)
    const { ports, journal } = aWatch(aService(), brokenFor(store, 'body-3'), eleven)
    expect(await operate(ports, services, command)).toEqual({
      is: 'refused',
      why: expect.stringMatching(/^not done for 1 of 20 services: body-3 \(.*\)\. It is done for the others/),
    })
    expect(await held(store, services)).toBe(19)
    expect(journal.lines.filter(({ kind }) => kind === 'fault')).toMatchObject([{ service: 'body-3' }])
  })
})
