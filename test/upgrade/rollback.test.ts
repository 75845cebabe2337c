import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lineOf } from '../../lib/whole/item.ts'
import { type Dynalite, startDynalite } from '../adapters/dynalite.ts'
import { eleven } from '../given.ts'
import { aPlace, codeOf, today } from './stage.ts'

let database: Dynalite
beforeAll(async () => {
  database = await startDynalite()
})
afterAll(() => database.close())

const [beforeSchema2, lastGood] = [await codeOf('37575cd'), await codeOf('59ead0c')]
const rules = readFileSync(join(import.meta.dirname, '../../docs/upgrade.md'), 'utf8')

/** An outage that today's code told, and is still on. */
const told = async () => {
  const place = await aPlace(database, eleven)
  await place.watch(today, 'owing', 'uuudddd')
  expect(place.texts()).toEqual([expect.stringMatching(/^🔴/)])
  const stored = async () =>
    (await place.items.read('service#owing')).map(item => [item.sk, lineOf(item)] as const)
  return { ...place, stored }
}

describe('code from before a schema', () => {
  it('takes no round of a newer record, and says so', async () => {
    const { watch } = await told()
    await expect(watch(beforeSchema2, 'owing', 'u')).rejects.toMatchObject({
      name: 'ChangeFailed',
      cause: { name: 'BrokenItem', service: 'owing', item: 'record' },
    })
  })

  it('leaves the record as it is, and one copy beside it', async () => {
    const { watch, stored, texts } = await told()
    const before = await stored()
    for (let n = 0; n < 3; n++) await watch(beforeSchema2, 'owing', 'u').catch(() => {})
    const after = new Map(await stored())
    for (const [sk, line] of before) expect(after.get(sk)).toBe(line)
    const added = [...after.keys()].filter(sk => !before.some(([one]) => one === sk))
    expect(added).toEqual([expect.stringMatching(/^broken#record#/)])
    expect(texts()).toHaveLength(1)
  })

  it('loses nothing once the newer code is back', async () => {
    const { watch, texts } = await told()
    await watch(beforeSchema2, 'owing', 'uu').catch(() => {})
    await watch(today, 'owing', 'uuu')
    expect(texts()).toEqual([expect.stringMatching(/^🔴/), expect.stringMatching(/^🟢.*\(OW-0001\)$/)])
  })
})

describe('the last good code, of the same schema', () => {
  it('goes on with what today wrote, and back again', async () => {
    const { watch, texts } = await told()
    await watch(lastGood, 'owing', 'uuu')
    expect(texts()).toEqual([expect.stringMatching(/^🔴/), expect.stringMatching(/^🟢.*\(OW-0001\)$/)])
    await watch(today, 'owing', `${'u'.repeat(40)}ddd`)
    expect(texts().at(-1)).toMatch(/^🔴 .*\(OW-0002\)$/)
  })

  it('drops only fields whose loss is written down', async () => {
    const { store } = await told()
    const lost = async (stored: object | undefined, parse: (one: unknown) => object) => {
      const read = parse(JSON.parse(JSON.stringify(stored)))
      return Object.keys(stored ?? {}).filter(field => !Object.hasOwn(read, field))
    }
    const fields = [
      ...(await lost(await store.readRecord('owing'), lastGood.parseRecord)),
      ...(await lost(await store.readLedger('owing', 'x'), lastGood.parseLedger)),
    ]
    for (const field of fields) expect(rules).toContain(`| \`${field}\` |`)
  })
})
