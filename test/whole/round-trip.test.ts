import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkFiles, compare, write } from '../../cli/whole/import.ts'
import type { Item } from '../../lib/whole/item.ts'
import { type Dynalite, startDynalite } from '../adapters/dynalite.ts'
import { slice } from '../arbitrary/audit.ts'
import { ledger } from '../arbitrary/ledger.ts'
import { incident, record } from '../arbitrary/record.ts'
import { count, id, instant, text } from '../arbitrary/scalars.ts'
import { aFolder, aTable, exportedText } from './stage.ts'

let database: Dynalite
const folder = aFolder()
beforeAll(async () => {
  database = await startDynalite()
})
afterAll(async () => {
  folder.remove()
  await database.close()
})

const live = fc.option(fc.constant(true as const), { nil: undefined })
const plain = (pk: string, sk: string, body: { readonly version?: number }, isLive?: true): Item => ({
  pk,
  sk,
  version: body.version ?? 3,
  body,
  ...(isLive && { live: true }),
})

const binary = fc.uint8Array({ maxLength: 9 }).map(bytes => Buffer.from(bytes).toString('base64'))
const odd = fc.dictionary(
  id,
  fc.oneof(
    text.map(S => ({ S })),
    count.map(n => ({ N: String(n) })),
    binary.map(B => ({ B })),
    fc.record(
      {
        L: fc.array(
          text.map(S => ({ S })),
          { maxLength: 2 },
        ),
      },
      { noNullPrototype: true },
    ),
  ),
  { maxKeys: 3, noNullPrototype: true },
)

/** Whatever the store may hold of a service, and what was set aside. */
const serviceItems = (service: string): fc.Arbitrary<readonly Item[]> => {
  const pk = `service#${service}`
  return fc
    .tuple(
      record(service),
      ledger(service, 'x'),
      ledger(service, 'x.shadow'),
      incident,
      slice({ service, chain: 'record' }),
      odd,
      live,
      instant,
    )
    .map(([whole, x, shadow, closed, log, broken, isLive, at]) => [
      plain(pk, 'record', whole, isLive),
      plain(pk, 'ledger#x', x, isLive),
      plain(pk, 'ledger#x.shadow', shadow),
      { ...plain(pk, `incident#${closed.id}`, {}), body: closed },
      { ...plain(pk, 'audit#record#000000000001#0123abcd', {}), body: log.entries },
      { ...plain(pk, 'day#2026-11-20', {}), body: whole.day, expires: Math.ceil(at / 1_000) },
      { pk, sk: 'broken#record#0123456789abcdef', attributes: broken },
    ])
}

describe('an export', () => {
  it('comes back byte for byte after an import', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(id, { minLength: 1, maxLength: 3 }).chain(ids => fc.tuple(...ids.map(serviceItems))),
        async services => {
          const [from, to] = [await aTable(database), await aTable(database)]
          for (const item of services.flat()) expect(await from.items.put(item)).toBe('written')
          const before = await exportedText(from.items)
          const importing = { files: [folder.file(before)], raise: 0, broken: true }
          const { items } = await checkFiles(importing)
          expect(await compare(to.items, importing)).toEqual({ inTheWay: [], there: 0 })
          expect(await write(to.items, importing, () => {})).toBe(items)
          expect(await exportedText(to.items)).toBe(before)
          expect(await compare(to.items, importing)).toEqual({ inTheWay: [], there: items })
          expect(await write(to.items, importing, () => {})).toBe(0)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('of an empty table has a first and a last line', async () => {
    const { items } = await aTable(database)
    const lines = (await exportedText(items))
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(lines).toMatchObject([{ format: 'atalaya-items', formatVersion: 1 }, { items: 0 }])
  })
})
