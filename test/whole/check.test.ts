import { describe, expect, it } from 'vitest'
import { evolved } from '../../lib/incident/evolve.ts'
import { born, emptyLedger } from '../../lib/publish/flight.ts'
import { wrongWithItem } from '../../lib/whole/check.ts'
import type { Item } from '../../lib/whole/item.ts'
import { raised } from '../../lib/whole/raise.ts'
import { beginning, eleven } from '../given.ts'

const pk = 'service#seguridad-social'
const quiet = evolved(beginning().record, [])
const record = (over: object = {}): Item => ({ pk, sk: 'record', version: 1, body: { ...quiet, ...over } })
const ledger = born(emptyLedger('seguridad-social', 'x', eleven))

describe('an item', () => {
  it.each<[string, Item]>([
    ['a record', record()],
    ['a record of the first schema', record({ schema: 1, holds: undefined, rulings: undefined })],
    ['a ledger', { pk, sk: 'ledger#x', version: 1, body: ledger }],
    ['a day', { pk, sk: 'day#2026-11-21', version: 4, body: { from: '2026-11-21', counts: {} } }],
    ['what was set aside', { pk, sk: 'broken#record#00', attributes: { body: { B: 'AAE=' } } }],
  ])('that is %s is taken', (_, item) => {
    expect(wrongWithItem(JSON.parse(JSON.stringify(item)))).toBeUndefined()
  })

  it.each<[string, Item, string, string]>([
    ['of a newer schema', record({ schema: 99 }), 'record of schema 99', 'software that wrote it'],
    ['without a field', record({ nextIncident: undefined }), 'nextIncident: nothing', 'nextIncident'],
    ['of another service', record({ service: 'dgt' }), 'record of dgt', 'what its key says'],
    ['of another version', record({ version: 7 }), 'version 7', 'version 1'],
    ['of another channel', { pk, sk: 'ledger#y', version: 1, body: ledger }, 'ledger#x', 'ledger#y'],
    [
      'of another day',
      { pk, sk: 'day#2026-11-20', version: 1, body: { from: 'x', counts: {} } },
      'x',
      'day#',
    ],
    [
      'of an hour whose phases are none',
      {
        pk,
        sk: 'hour#2026-11-20T10',
        version: 1,
        body: { from: '2026-11-20T10', counts: {}, phases: { web: 7 } },
      },
      'phases.web: 7',
      'Array',
    ],
    ['that is broken', { pk, sk: 'record', attributes: {} }, 'attributes of its own', 'version and body'],
    ['of no kind', { pk, sk: 'letter', version: 1, body: {} }, 'letter', 'record, alerts, ledger#'],
    ['of nobody', { ...record(), pk: 'somebody' }, 'somebody', 'service#'],
    ['of a log that is none', { pk, sk: 'audit#record#1#2', version: 1, body: [{ n: 0 }] }, '0', ''],
  ])('%s is refused', (_, item, found, allowed) => {
    const fault = wrongWithItem(JSON.parse(JSON.stringify(item)))
    expect(fault?.found).toContain(found)
    expect(fault?.allowed).toContain(allowed)
  })
})

describe('a raised counter', () => {
  it('changes nothing else, and nothing but records', () => {
    const { item, counter } = raised(record({ more: 'kept' }), 1_000)
    expect(item).toEqual(record({ more: 'kept', nextIncident: 1_001 }))
    expect(counter).toEqual({ from: 1, to: 1_001 })
    const other: Item = { pk, sk: 'ledger#x', version: 1, body: ledger }
    expect(raised(other, 1_000)).toEqual({ item: other })
  })

  it('stays within the digits of a code', () => {
    expect(raised(record({ nextIncident: 999_999_990 }), 1_000).counter?.to).toBe(999_999_999)
  })
})
