import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical, NotCanonical } from '../../lib/audit/canonical.ts'
import { digest } from '../../lib/audit/digest.ts'

const copyOf = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, field]) => [key, shuffled(field)]),
  )
}

describe('canonical JSON', () => {
  it('sorts keys, at every depth, and writes no space', () => {
    expect(canonical({ b: [1, { d: 'ñ', c: null }], a: true })).toBe('{"a":true,"b":[1,{"c":null,"d":"ñ"}]}')
  })

  it('sorts keys by their letters, numbers too', () => {
    expect(canonical({ 10: 1, 9: 2, b: 3, B: 4 })).toBe('{"10":1,"9":2,"B":4,"b":3}')
  })

  it('leaves out what is absent', () => {
    expect(canonical({ a: undefined, b: [undefined, 1] })).toBe('{"b":[null,1]}')
  })

  it('is the same for a copy, and in whatever order', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const copy = copyOf(value)
        expect(canonical(copy)).toBe(canonical(value))
        expect(canonical(shuffled(value))).toBe(canonical(value))
        expect(JSON.parse(canonical(value))).toEqual(copy)
      }),
    )
  })

  it('tells apart whatever JSON tells apart', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(canonical(a) === canonical(b)).toBe(isDeepStrictEqual(copyOf(a), copyOf(b)))
      }),
    )
  })

  it('refuses what is nested to break it', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(10_000)}${']'.repeat(10_000)}`)
    expect(() => canonical(deep)).toThrow(NotCanonical)
  })
})

describe('the digest', () => {
  it('is SHA-256 of UTF-8 in hexadecimal', () => {
    expect(digest('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(digest('ñ')).toBe('024bb90888ca89a15a19e9bdd8c712bfb070465fce1ef25e43c170ea44fc5e5f')
  })
})
