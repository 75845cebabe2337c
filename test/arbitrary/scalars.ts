import fc from 'fast-check'

/** Ids as the config allows them. */
export const id = fc
  .stringMatching(/^[a-z][a-z0-9-]{0,11}$/)
  // Not a key that a parsed dictionary keeps.
  .filter(one => one !== 'constructor' && one !== 'prototype')
export const incidentId = fc.nat(99_999).map(n => `SS-${String(n).padStart(4, '0')}`)
/** Epoch milliseconds, some of them from a clock that has lost its mind. */
export const instant = fc.integer({ min: 0, max: 8_640_000_000_000_000 })
export const count = fc.nat(2_000)
/** Words in any script, with controls and quotes in them. */
export const text = fc.string({ unit: 'binary', maxLength: 40 })

export const dictionary = <T>(key: fc.Arbitrary<string>, value: fc.Arbitrary<T>) =>
  fc.dictionary(key, value, { maxKeys: 5, noNullPrototype: true })
