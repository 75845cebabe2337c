import { describe, expect, it } from 'vitest'
import type { Alert } from '../../lib/alert/alert.ts'
import { type AlertBook, emptyBook, isLive, noted } from '../../lib/alert/book.ts'
import { parseBook } from '../../lib/alert/schema.ts'
import { BrokenItem } from '../../lib/incident/schema.ts'
import { anAlert } from './alerts.ts'

const hour = 3_600_000
const now = Date.parse('2026-11-21T10:00:00Z')
const first = emptyBook('seguridad-social')
const keys = ({ pending }: AlertBook) => pending.map(({ alert }) => alert.key)
const many = (n: number): readonly Alert[] => Array.from({ length: n }, (_, i) => anAlert(`key/${i}`, now))

describe('what is due', () => {
  it('is taken in once', () => {
    const once = noted(first, [anAlert('a', now)], now).book
    expect(keys(once)).toEqual(['a'])
    expect(isLive(once)).toBe(true)
    expect(noted(once, [anAlert('a', now)], now + 1).book).toBe(once)
  })

  it('is not taken in again once it was told', () => {
    const told = { ...first, told: { a: now } }
    expect(noted(told, [anAlert('a', now)], now).book).toBe(told)
  })

  it('is no news after a day', () => {
    expect(keys(noted(first, [anAlert('a', now - 24 * hour)], now).book)).toEqual(['a'])
    expect(noted(first, [anAlert('a', now - 24 * hour - 1)], now).book).toBe(first)
  })
})

describe('what was told', () => {
  it('is remembered for as long as it is due', () => {
    const told = { ...first, told: { a: now } }
    expect(noted(told, [anAlert('a', now)], now + 99 * hour).book).toBe(told)
  })

  it('is forgotten an hour after it could be news', () => {
    const told = { ...first, told: { a: now } }
    expect(noted(told, [], now + 25 * hour - 1).book).toBe(told)
    expect(noted(told, [], now + 25 * hour).book.told).toEqual({})
  })
})

describe('what nobody takes', () => {
  it('is given up after a day, and not begun again', () => {
    const book = noted(first, [anAlert('a', now)], now).book
    expect(noted(book, [], now + 24 * hour).dropped).toEqual([])
    const later = noted(book, [anAlert('a', now)], now + 24 * hour + 1)
    expect(later.dropped.map(({ key }) => key)).toEqual(['a'])
    expect(later.book).toMatchObject({ pending: [], told: { a: now + 24 * hour + 1 } })
    expect(noted(later.book, [anAlert('a', now)], now + 25 * hour).book).toBe(later.book)
  })

  it('makes room for the newest hundred', () => {
    const { book, dropped } = noted(
      noted(first, many(99), now).book,
      [anAlert('x', now), anAlert('y', now)],
      now,
    )
    expect(book.pending).toHaveLength(100)
    expect(dropped.map(({ key }) => key)).toEqual(['key/0'])
    expect(keys(book).slice(-2)).toEqual(['x', 'y'])
  })

  it('fits the table at its worst', () => {
    const worst = many(130).map(alert => ({ ...alert, title: 'ñ'.repeat(70), text: 'ñ'.repeat(1_500) }))
    expect(JSON.stringify(noted(first, worst, now).book).length).toBeLessThan(250_000)
  })
})

describe('a stored book', () => {
  it('comes back as it was', () => {
    const sender = { by: 'attempt-1', until: now }
    const book = { ...noted(first, many(2), now).book, sender, failing: { sns: { since: now, times: 2 } } }
    expect(parseBook(JSON.parse(JSON.stringify(book)))).toEqual(book)
  })

  it.each([[{}], [{ ...first, book: 'ledger' }], [{ ...first, pending: [{}] }], [{ ...first, schema: 2 }]])(
    'that is none is broken: %j',
    stored => {
      expect(() => parseBook(stored)).toThrow(BrokenItem)
    },
  )
})
