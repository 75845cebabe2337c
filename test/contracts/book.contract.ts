import { expect, it } from 'vitest'
import { type AlertBook, emptyBook, next, noted } from '../../lib/alert/book.ts'
import { emptyRecord, evolved } from '../../lib/incident/evolve.ts'
import { BrokenItem } from '../../lib/incident/schema.ts'
import type { Store } from '../../lib/ports.ts'
import { anAlert } from '../alert/alerts.ts'
import { eleven } from '../given.ts'

const service = 'seguridad-social'
const first: AlertBook = next(emptyBook(service))
const owing: AlertBook = next(noted(emptyBook(service), [anAlert('SS-0001/1', eleven)], eleven).book)

/** What every store does with the books of alerts. */
export const bookContract = (open: () => Promise<Store>) => {
  it('is absent before the first write', async () => {
    const store = await open()
    expect(await store.readAlerts(service)).toBeUndefined()
  })

  it('comes back as it was written', async () => {
    const store = await open()
    const book = {
      ...owing,
      told: { 'SS-0001/2': eleven },
      sender: { by: 'sender-1', until: eleven },
      failing: { 'slack-1a2b3c4d': { since: eleven, times: 3 } },
    }
    expect(await store.writeAlerts(book)).toBe('written')
    expect(await store.readAlerts(service)).toEqual(book)
  })

  it('is written where its version follows the stored one', async () => {
    const store = await open()
    expect(await store.writeAlerts(first)).toBe('written')
    expect(await store.writeAlerts(first)).toBe('conflict')
    expect(await store.writeAlerts({ ...first, version: 3 })).toBe('conflict')
    const second = next({ ...first, told: { a: eleven } })
    expect(await store.writeAlerts(second)).toBe('written')
    expect(await store.readAlerts(service)).toEqual(second)
  })

  it('is claimed by one of many racing senders', async () => {
    const store = await open()
    const racers = Array.from({ length: 10 }, (_, n) => ({ ...first, sender: { by: `${n}`, until: eleven } }))
    const written = await Promise.all(racers.map(store.writeAlerts))
    expect(written.filter(one => one === 'written')).toHaveLength(1)
    expect(await store.readAlerts(service)).toEqual(racers[written.indexOf('written')])
  })

  it('stands apart from the record and from other services', async () => {
    const store = await open()
    await store.writeRecord(evolved(emptyRecord(service), []))
    expect(await store.writeAlerts(first)).toBe('written')
    expect(await store.writeAlerts({ ...owing, service: 'hacienda' })).toBe('written')
    expect(await store.readRecord(service)).toMatchObject({ schema: expect.any(Number), round: 0 })
    expect(await store.readAlerts(service)).toEqual(first)
  })

  it('is live while somebody has to be told', async () => {
    const store = await open()
    await store.writeAlerts(owing)
    expect(await store.live()).toEqual([{ service }])
    await store.writeAlerts(next({ ...owing, pending: [] }))
    expect(await store.live()).toEqual([])
  })

  it('that is broken is set aside and says so', async () => {
    const store = await open()
    const broken = { ...first, pending: 'many' }
    await store.writeAlerts(broken as never)
    const fault = await store.readAlerts(service).catch((error: unknown) => error)
    expect(fault).toBeInstanceOf(BrokenItem)
    expect(fault).toMatchObject({ item: 'alerts', kept: expect.stringMatching(/^broken#alerts#/) })
  })
}
