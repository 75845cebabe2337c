import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nearest } from '../../lib/service/nearest.ts'

const keys = ['timeout', 'slow', 'url', 'expect', 'partial', 'headers']

describe('nearest', () => {
  it.each([
    ['timout', 'timeout'],
    ['Expects', 'expect'],
    ['uri', 'url'],
    ['header', 'headers'],
  ])('takes %s for %s', (slip, meant) => {
    expect(nearest(slip, keys)).toBe(meant)
  })

  it('guesses nothing where no key is near', () => {
    expect(nearest('certificate', keys)).toBeUndefined()
    expect(nearest('', keys)).toBeUndefined()
    expect(nearest('timeout'.repeat(100), keys)).toBeUndefined()
    expect(nearest('timeout', [])).toBeUndefined()
  })

  it('finds a key with one letter changed', () => {
    const long = keys.filter(key => key.length > 3)
    fc.assert(
      fc.property(fc.constantFrom(...long), fc.nat(20), (key, at) => {
        const place = at % key.length
        expect(nearest(`${key.slice(0, place)}#${key.slice(place + 1)}`, keys)).toBe(key)
      }),
    )
  })
})
