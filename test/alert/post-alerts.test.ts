import { describe, expect, it } from 'vitest'
import { emptyLedger } from '../../lib/publish/flight.ts'
import type { Entry, Ledger } from '../../lib/publish/ledger.ts'
import { aService, beginning, eleven, live, minute } from '../given.ts'
import { keysOf, lookAt, theOne } from './look.ts'

const service = aService({ channels: { x: { budget: { day: 10, month: 100 } } } })
const fallen = live(beginning(), service, { sede: 'ddd' })
const ledger = (over: Partial<Ledger> = {}): Ledger => ({ ...emptyLedger(service.id, 'x', eleven), ...over })
const entry = (state: Entry['state'], over: Partial<Entry> = {}): Entry => ({
  notice: 'SS-0001/1',
  state,
  at: eleven + 3 * minute,
  text: 'La Sede no funciona. (SS-0001)',
  ...over,
})
const seen = (own: Ledger) => lookAt(fallen, service, { ledgers: [own] })
const others = (own: Ledger) => keysOf(seen(own)).filter(key => key !== 'SS-0001/1')

describe('a post', () => {
  it('that is unclear asks a person to look', () => {
    const look = seen(ledger({ log: [entry('unclear', { why: 'not found after 5 attempts' })] }))
    expect(theOne(look, 'post-unclear')).toMatchObject({
      key: `unclear/x/SS-0001/1/${eleven + 3 * minute}`,
      severity: 'critical',
      incident: 'SS-0001',
      components: ['sede'],
      title: 'SS-0001: no se sabe si un post salió en X',
      text: expect.stringMatching(
        /atalaya rule SS-0001\/1 landed\|absent\|drop --channel x\n.*La Sede no funciona/s,
      ),
    })
  })

  it('that a person ruled on needs nobody', () => {
    const ruling = { channel: 'x', notice: 'SS-0001/1', is: 'landed', at: fallen.at, by: 'ana' } as const
    const ruled = { ...fallen, record: { ...fallen.record, rulings: [ruling] } }
    const ledgers = [ledger({ log: [entry('unclear')] })]
    expect(keysOf(lookAt(ruled, service, { ledgers }))).toEqual(['SS-0001/1'])
  })

  it('that became unclear after the ruling needs somebody again', () => {
    const ruling = { channel: 'x', notice: 'SS-0001/1', is: 'absent', at: eleven, by: 'ana' } as const
    const ruled = { ...fallen, record: { ...fallen.record, rulings: [ruling] } }
    const ledgers = [ledger({ log: [entry('unclear')] })]
    expect(keysOf(lookAt(ruled, service, { ledgers }))).toHaveLength(2)
  })

  it('that is refused again and again is one alert', () => {
    const refused = (at: number) => ledger({ log: [entry('refused', { at, why: 'locked' })] })
    expect(others(refused(eleven))).toEqual(['refused/x/SS-0001/1'])
    expect(others(refused(eleven + 15 * minute))).toEqual(['refused/x/SS-0001/1'])
    expect(theOne(seen(refused(eleven)), 'post-refused').text).toContain('Motivo: locked.')
  })

  it('that waits says how to let it go', () => {
    const waiting = {
      notice: 'SS-0001/1',
      incident: 'SS-0001',
      step: 1,
      kind: 'begin',
      text: 'No va.',
    } as const
    const look = seen(ledger({ waiting: { ...waiting, at: eleven } }))
    expect(theOne(look, 'post-waiting')).toMatchObject({
      title: 'SS-0001: un post para X espera tu sí',
      text: 'Espera desde las 11:00: atalaya approve SS-0001/1 --channel x\nSi nadie contesta antes de las 11:15, se descarta.\nEl texto: No va.',
    })
  })

  it('that was sent or skipped is nobody’s business', () => {
    expect(others(ledger({ log: [entry('sent'), entry('skipped')] }))).toEqual([])
  })

  it('of a rehearsal is nobody’s business', () => {
    expect(others(ledger({ channel: 'x.shadow', log: [entry('unclear'), entry('refused')] }))).toEqual([])
  })

  it('of an incident that left the record is told all the same', () => {
    const gone = { ...fallen, record: { ...fallen.record, incidents: [] } }
    const ledgers = [ledger({ log: [entry('unclear')] })]
    expect(theOne(lookAt(gone, service, { ledgers }), 'post-unclear')).toMatchObject({
      incident: 'SS-0001',
      components: [],
    })
  })
})

describe('credits', () => {
  const day = '2026-11-21'
  const told = { 'SS-0001': { is: 'down', step: 1 } } as const
  const spent = (n: number, m: number) => ledger({ spent: { day, n, month: '2026-11', m } })
  const after = (n: number, m: number) => others({ ...spent(n, m), told })

  it.each([
    [7, 79, []],
    [8, 79, [`credits/x/low/${day}`]],
    [9, 80, [`credits/x/low/${day}`, 'credits/x/low/2026-11']],
    [10, 80, [`credits/x/out/${day}`, 'credits/x/low/2026-11']],
    [10, 100, [`credits/x/out/${day}`, 'credits/x/out/2026-11']],
  ])('after %i posts today and %i this month', (n, m, keys) => {
    expect(after(n, m)).toEqual(keys)
  })

  it('say how much is left', () => {
    expect(theOne(seen({ ...spent(8, 8), told }), 'credits-low').title).toBe(
      'SS: quedan 2 de 10 posts hoy en X',
    )
    expect(theOne(seen(spent(10, 10)), 'credits-out').title).toBe('SS: no quedan posts hoy en X')
  })

  it('that are all kept for ends are out, once something is due', () => {
    const told = { 'SS-0007': { is: 'down', step: 1 }, 'SS-0008': { is: 'down', step: 1 } } as const
    const kept = (n: number) => ({ ...spent(n, 9), told })
    expect(others(kept(6))).toEqual([])
    const look = seen(kept(7))
    expect(others(kept(7))).toEqual([`credits/x/out/${day}`])
    expect(theOne(look, 'credits-out')).toMatchObject({
      title: 'SS: lo que queda hoy en X se guarda para finales',
      text: expect.stringContaining('Quedan 3 de 10 posts'),
    })
    const quiet = lookAt(live(beginning(), service, { sede: 'u' }), service, { ledgers: [kept(7)] })
    expect(keysOf(quiet)).toEqual([])
  })

  it('of another day are not counted', () => {
    expect(others(ledger({ spent: { day: '2026-11-20', n: 10, month: '2026-11', m: 10 } }))).toEqual([])
  })

  it('that euros end are counted in posts too', () => {
    const poor = aService({ channels: { x: { price: 0.1, budget: { euros: { day: 1 } } } } })
    const look = lookAt(fallen, poor, { ledgers: [spent(8, 8)] })
    expect(keysOf(look)).toContain(`credits/x/low/${day}`)
  })

  it('that the channel wants are asked for once a day', () => {
    expect(theOne(seen(ledger({ why: 'no-credits', notBefore: eleven })), 'credits-out')).toMatchObject({
      key: `credits/x/unpaid/${day}`,
      severity: 'critical',
      title: 'SS: X pide saldo y no publica',
    })
  })

  it('are not asked for by another no', () => {
    expect(others(ledger({ why: 'rate-limit', notBefore: eleven }))).toEqual([])
  })
})
