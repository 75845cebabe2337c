import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkFiles, compare, type Importing, TableBusy, write } from '../../cli/whole/import.ts'
import type { Items } from '../../lib/adapters/dynamodb-items.ts'
import { exportIncident } from '../../lib/audit/export.ts'
import { verifyEvidence } from '../../lib/audit/verify-evidence.ts'
import { reconcile } from '../../lib/publish/publisher.ts'
import { type Dynalite, startDynalite } from '../adapters/dynalite.ts'
import { minute } from '../given.ts'
import { aFolder, aTable, exportedText, service } from './stage.ts'

let database: Dynalite
const folder = aFolder()
beforeAll(async () => {
  database = await startDynalite()
})
afterAll(async () => {
  folder.remove()
  await database.close()
})

/** What a watch left that told an outage which is still on, and a file of it. */
const left = async (
  more: (watch: Awaited<ReturnType<typeof aTable>>['watch']) => Promise<void> = async () => {},
) => {
  const from = await aTable(database)
  await from.watch.rounds('uuuddd')
  await from.watch.publish()
  await more(from.watch)
  const files = [folder.file(await exportedText(from.items))]
  return { from, importing: { files, raise: 1_000, broken: false } satisfies Importing }
}

/** The watch goes on elsewhere, at the same time and with the same public. */
const elsewhere = async ({ from, importing }: Awaited<ReturnType<typeof left>>) => {
  const to = await aTable(database)
  to.watch.wait(from.watch.clock.now() - to.watch.clock.now())
  to.watch.timeline.push(...from.watch.timeline)
  await write(to.items, importing, () => {})
  return to
}

/** Items of which only the first few are put before the process dies. */
class Died extends Error {}
const dyingAfter = (items: Items, puts: number): Items => {
  let done = 0
  return {
    ...items,
    put: async item => {
      if (done++ >= puts) throw new Died()
      return items.put(item)
    },
  }
}

describe('an import', () => {
  it('goes on with the outage, and tells its end once', async () => {
    const { watch } = await elsewhere(await left())
    await watch.publish()
    expect(watch.texts()).toHaveLength(1)
    await watch.rounds('uu')
    await watch.publish()
    expect(watch.texts()).toEqual([expect.stringMatching(/^🔴/), expect.stringMatching(/^🟢.*\(SS-0001\)$/)])
  })

  it('uses no code again that was told after the export', async () => {
    const { watch } = await elsewhere(await left())
    await watch.rounds('uu')
    await watch.rounds('u'.repeat(40))
    await watch.rounds('ddd')
    expect((await watch.store.readRecord(service.id))?.incidents.at(-1)?.id).toBe('SS-1002')
  })

  it('tells nothing twice wherever it dies, and goes on', async () => {
    const was = await left()
    const { items: total } = await checkFiles(was.importing)
    for (let puts = 0; puts <= total; puts++) {
      const to = await aTable(database)
      to.watch.wait(was.from.watch.clock.now() - to.watch.clock.now())
      await write(dyingAfter(to.items, puts), was.importing, () => {}).catch(fault => {
        if (!(fault instanceof Died)) throw fault
      })
      await to.watch.publish()
      expect(to.watch.texts()).toEqual([])
      const { inTheWay, there } = await compare(to.items, was.importing)
      expect({ inTheWay, there }).toEqual({ inTheWay: [], there: puts })
      expect(await write(to.items, was.importing, () => {})).toBe(total - puts)
      expect(await exportedText(to.items)).toBe(await exportedText((await elsewhere(was)).items))
    }
  })

  it('finds a post in flight before it says more', async () => {
    const was = await left(async watch => {
      await watch.rounds('uu')
      watch.acts.push({ answer: { is: 'unknown', why: 'reset' }, lands: true })
      await watch.publish()
    })
    expect((await was.from.watch.ledger())?.flight?.state).toBe('unknown')
    const { watch } = await elsewhere(was)
    watch.wait(5 * 60 * minute)
    await watch.publish()
    expect(watch.states()).toEqual(['SS-0001/2 sent'])
    expect(watch.texts()).toHaveLength(2)
  })

  it('takes a post whose sender is gone for unknown', async () => {
    const was = await left(async watch => {
      await watch.rounds('uu')
      const lost = { ...watch.ports.channel, send: () => Promise.reject(new Died()) }
      await reconcile({ ...watch.ports, store: watch.store, channel: lost }, service, 'x').catch(() => {})
    })
    expect((await was.from.watch.ledger())?.flight).toBeDefined()
    const { watch } = await elsewhere(was)
    watch.wait(5 * 60 * minute)
    for (let n = 0; n < 4; n++) {
      await watch.publish()
      watch.wait(2 * minute)
    }
    expect(watch.states()[0]).toMatch(/^SS-0001\/2 unknown$/)
    expect(watch.texts().filter(text => text.startsWith('🟢'))).toHaveLength(1)
  })

  it('keeps the log whole, so that evidence is right', async () => {
    const was = await left()
    const { store, watch } = await elsewhere(was)
    await watch.rounds('ddbdduu')
    const evidence = await exportIncident(store, service, 'SS-0001', watch.clock.now())
    expect(verifyEvidence(JSON.parse(JSON.stringify(evidence)))).toMatchObject({ is: 'right' })
  })
})

describe('a table', () => {
  it('that has something else is not written', async () => {
    const { importing } = await left()
    const to = await aTable(database)
    await to.watch.rounds('u')
    const before = await exportedText(to.items)
    const { inTheWay } = await compare(to.items, importing)
    expect(inTheWay).toContainEqual({ pk: `service#${service.id}`, sk: 'record', why: 'differs' })
    await expect(write(to.items, importing, () => {})).rejects.toThrow(TableBusy)
    const record = (text: string) => text.split('\n').filter(line => line.includes('"sk":"record"'))
    expect(record(await exportedText(to.items))).toEqual(record(before))
  })

  it('that has more than the file says so', async () => {
    const { importing } = await left()
    const to = await aTable(database)
    const sk = 'day#2020-01-01'
    await to.store.archive({ service: service.id, key: sk, version: 1, body: {} })
    const { inTheWay } = await compare(to.items, importing)
    expect(inTheWay).toEqual([{ pk: `service#${service.id}`, sk, why: 'is in no file' }])
  })

  it('may watch other services meanwhile', async () => {
    const { importing } = await left()
    const to = await aTable(database)
    await to.store.archive({ service: 'otra', key: 'day#2020-01-01', version: 1, body: {} })
    expect(await compare(to.items, importing)).toEqual({ inTheWay: [], there: 0 })
  })
})

describe('what is said of a file', () => {
  it('names counters, and services that are not held', async () => {
    const { importing } = await left()
    expect(await checkFiles(importing)).toMatchObject({
      counters: [{ service: service.id, from: 2, to: 1_002 }],
      remarks: [{ is: 'not-held', service: service.id }],
    })
  })
})
