import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyRecord } from '../../lib/incident/evolve.ts'
import { BrokenItem, parseIncident, parseRecord } from '../../lib/incident/schema.ts'
import { incident, record } from '../arbitrary/record.ts'

const stored = (item: unknown): unknown => JSON.parse(JSON.stringify(item))
const fault = (reading: () => unknown): unknown => {
  try {
    return reading()
  } catch (caught) {
    return caught
  }
}

describe('a stored record', () => {
  it('is read back whole, whatever it holds', () => {
    fc.assert(
      fc.property(record('any'), one => {
        expect(parseRecord(stored(one))).toEqual(one)
      }),
    )
  })

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', 'all well'],
    ['a newer schema', { ...emptyRecord('any'), schema: 3 }],
    ['a schema that is no whole number', { ...emptyRecord('any'), schema: 0.5 }],
    ['a schema below the first', { ...emptyRecord('any'), schema: -1 }],
    ['no service', { ...emptyRecord('any'), service: undefined }],
    ['components in the wrong form', { ...emptyRecord('any'), components: { sede: { is: 'well' } } }],
  ])('is refused, and kept, where it is %s', (_, broken) => {
    const caught = fault(() => parseRecord(broken))
    expect(caught).toBeInstanceOf(BrokenItem)
    expect(caught).toMatchObject({ name: 'BrokenItem', message: expect.stringContaining('a record in the') })
    expect(caught).toHaveProperty('found', broken)
    expect(caught).toHaveProperty('cause')
  })

  it('from before the first release is brought forward', () => {
    const { schema: _, muted: __, certificates: ___, approvals: ____, ...old } = emptyRecord('any')
    expect(parseRecord(old)).toEqual(emptyRecord('any'))
    expect(parseRecord({ ...old, schema: 0, muted: { sede: 1 } })).toMatchObject({
      schema: 2,
      muted: { sede: 1 },
    })
  })
})

describe('an archived incident', () => {
  it('is read back whole, whatever it holds', () => {
    fc.assert(
      fc.property(incident, one => {
        expect(parseIncident(stored(one))).toEqual(one)
      }),
    )
  })

  it('is refused, and kept, where it is broken', () => {
    const broken = { id: 'SS-0001' }
    const caught = fault(() => parseIncident(broken))
    expect(caught).toBeInstanceOf(BrokenItem)
    expect(caught).toMatchObject({ message: expect.stringContaining('an archived incident'), found: broken })
  })
})
