import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Shelf } from '../../lib/ports.ts'
import { keepSite, type Memory } from '../../lib/site/keep-site.ts'
import { site, world as startWorld } from './world.ts'

/**
 * What becomes of a write: it is taken; its answer is lost, and the repeat meets its own success; the process dies
 * before it, or after; or it lands long after the process gave it up.
 */
const fates = ['taken', 'taken', 'taken', 'answer lost', 'dies before', 'dies after', 'lands late'] as const
type Fate = (typeof fates)[number]

class Died extends Error {
  override readonly name = 'Died'
}

const versionIn = (body = '0') => Number(/\d+/.exec(body)?.[0])

const racing = async (s: fc.Scheduler, dealt: readonly Fate[], rounds: number) => {
  const world = await startWorld()
  const { shelf } = world
  const older: string[] = []
  const late: Promise<unknown>[] = []
  let n = 0
  const pause = () => s.schedule(Promise.resolve())
  const put: Shelf['put'] = (file, over) => {
    const before = shelf.files.get(file.path)?.body
    if (over === (before && shelf.markOf(before)) && versionIn(file.body) < versionIn(before))
      older.push(`${file.body} over ${before}`)
    return shelf.put(file, over)
  }
  const faulty: Shelf = {
    ...shelf,
    marks: async prefix => {
      const found = await shelf.marks(prefix)
      await pause()
      return found
    },
    put: async (file, over) => {
      await pause()
      switch (dealt[n++ % dealt.length]) {
        case 'answer lost':
          await put(file, over)
          return 'conflict'
        case 'dies before':
          throw new Died('before')
        case 'dies after':
          await put(file, over)
          throw new Died('after')
        case 'lands late':
          late.push(
            pause()
              .then(() => pause())
              .then(() => put(file, over)),
          )
          throw new Died('gave up')
        default:
          return put(file, over)
      }
    },
  }
  const store = {
    ...world.store,
    readRecord: async (service: string) => {
      const record = await world.store.readRecord(service)
      await pause()
      return record
    },
  }
  const renderer = async (): Promise<Memory | undefined> => {
    let memory: Memory | undefined
    for (let call = 0; call < 4; call++) {
      await pause()
      // A process that died remembers nothing.
      const died = { memory: undefined }
      memory = (await keepSite({ ...world, store, shelf: faulty }, site(), memory).catch(() => died)).memory
    }
    return memory
  }
  const watcher = async () => {
    for (let round = 0; round < rounds; round++) {
      await pause()
      await world.round(5)
    }
  }
  const all = [renderer(), renderer(), renderer(), watcher()] as const
  await s.waitFor(Promise.all(all))
  while (late.length > 0) await s.waitFor(Promise.allSettled(late.splice(0)))
  const [one, two, three] = await Promise.all(all)
  return { world, older, memories: [undefined, one, two, three] }
}

const property = (check: (raced: Awaited<ReturnType<typeof racing>>) => Promise<void>) =>
  fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.constantFrom(...fates), { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 1, max: 6 }),
      async (s, dealt, rounds) => check(await racing(s, dealt, rounds)),
    ),
    { numRuns: 300 },
  )

describe('renderers that race, die and lose answers', () => {
  it('never cover a newer page with an older one', async () => {
    await property(async ({ older }) => {
      expect(older).toEqual([])
    })
  })

  it('leave the newest pages, whoever renders last', async () => {
    await property(async ({ world, memories }) => {
      await world.round(5)
      const version = world.record().version
      for (const memory of memories) {
        await keepSite(world, site(), memory)
        expect([...world.shelf.files.values()].map(({ body }) => body)).toEqual(
          expect.arrayContaining([`history ${version}`, `front ${version}`, 'incidents 1']),
        )
        expect(world.shelf.files.size).toBe(3)
      }
    })
  })

  it('write nothing that lies there already', async () => {
    await property(async ({ world, memories }) => {
      await keepSite(world, site())
      for (const memory of memories) expect((await keepSite(world, site(), memory)).written).toEqual([])
    })
  })
})
