import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BrokenItem } from '../../lib/incident/schema.ts'
import { parseLedger } from '../../lib/publish/schema.ts'
import { ledger } from '../arbitrary/ledger.ts'
import { aLedger } from './ledgers.ts'

describe('a stored ledger', () => {
  it('is read back whole, whatever it holds', () => {
    fc.assert(
      fc.property(ledger('any', 'x'), one => {
        expect(parseLedger(JSON.parse(JSON.stringify(one)))).toEqual(one)
      }),
    )
  })

  it('keeps what the channel refused and how far words reach', () => {
    const some = aLedger({ refused: { 'SS-0001/1': 5 } })
    expect(parseLedger(some)).toEqual(some)
  })

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a newer schema', { ...aLedger(), schema: 2 }],
    ['told in the wrong form', { ...aLedger(), told: { 'SS-0001': 'down' } }],
    ['a flight without its lease', { ...aLedger(), flight: { notice: 'SS-0001/1' } }],
  ])('is refused, and kept, where it is %s', (_, broken) => {
    let caught: unknown
    try {
      parseLedger(broken)
    } catch (fault) {
      caught = fault
    }
    expect(caught).toBeInstanceOf(BrokenItem)
    expect(caught).toMatchObject({ message: expect.stringContaining('a ledger in the table') })
    expect(caught).toHaveProperty('found', broken)
  })
})
