import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { atOnce, eachService, readServices } from '../../functions/services.ts'
import { shardSize } from '../../infra/probe.ts'
import type { JournalLine } from '../../lib/ports.ts'
import type { Service } from '../../lib/service/service.ts'
import { aService } from '../given.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})
const fileOf = (...services: readonly unknown[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'atalaya-services-'))
  folders.push(folder)
  const file = join(folder, 'services.json')
  writeFileSync(file, JSON.stringify(services))
  return { SERVICES_FILE: file }
}
const hall = (id: string) => ({
  id,
  code: 'AY',
  name: { es: 'el Ayuntamiento' },
  components: [{ id: 'web', name: { es: 'la web' }, targets: [{ url: 'https://example.org/' }] }],
})

describe('the services of a file', () => {
  it('are parsed one by one, when somebody asks', () => {
    const services = readServices(fileOf(hall('one'), { id: 'two' }))
    expect(services.get('one')).toMatchObject({ timeZone: 'Europe/Madrid' })
    expect(services.has('two')).toBe(true)
    expect(() => services.get('two')).toThrow()
  })

  it('are the same object at every asking', () => {
    const services = readServices(fileOf(hall('one')))
    expect(services.get('one')).toBe(services.get('one'))
    expect(services.get('other')).toBeUndefined()
  })

  it('are told in their order, whichever was asked first', () => {
    const services = readServices(fileOf(hall('one'), hall('two'), hall('three')))
    services.get('three')
    expect(services.size).toBe(3)
    expect([...services.keys()]).toEqual(['one', 'two', 'three'])
    expect([...services.values()].map(({ id }) => id)).toEqual(['one', 'two', 'three'])
    expect([...services].map(([id]) => id)).toEqual(['one', 'two', 'three'])
  })
})

const hallService = aService()

/** So many services, on a clock that each serving moves on. */
const aTick = (count: number, { takes = 0, now = 0 } = {}) => {
  const services = new Map<string, Service>(
    Array.from({ length: count }, (_, n) => [`s${n}`, { ...hallService, id: `s${n}` }]),
  )
  const served: string[] = []
  const lines: JournalLine[] = []
  let passed = 0
  let most = 0
  let current = 0
  const serve = async ({ id }: Service) => {
    most = Math.max(most, ++current)
    await Promise.resolve()
    passed += takes
    served.push(id)
    current--
  }
  const clock = { now: () => now + passed, monotonic: () => passed }
  const journal = { say: (line: JournalLine) => void lines.push(line) }
  const run = () => eachService([...services.keys()], services, serve, { clock, journal })
  return { run, served, lines, most: () => most, clear: () => served.splice(0) }
}

describe('a tick of many services', () => {
  it('serves each once, so many at a time', async () => {
    const tick = aTick(200)
    await tick.run()
    expect(new Set(tick.served).size).toBe(200)
    expect(tick.served).toHaveLength(200)
    expect(tick.most()).toBe(atOnce)
    expect(tick.lines).toEqual([])
  })

  it('serves a shard of a probe at once', async () => {
    const shard = aTick(shardSize)
    await shard.run()
    expect(shard.most()).toBe(shardSize)
  })

  it('begins nothing after its time, and says so', async () => {
    const tick = aTick(200, { takes: 500 })
    await tick.run()
    expect(tick.served.length).toBeGreaterThan(39)
    expect(tick.served.length).toBeLessThan(40 + atOnce)
    expect(tick.lines).toMatchObject([
      {
        kind: 'alarm',
        alarm: 'tick-unfinished',
        text: `${tick.served.length} of 200 services were served in time: the others wait for a later tick`,
      },
    ])
  })

  it.each([0, 29_900_000])('comes to every service within some minutes: %i', async first => {
    const seen = new Set<string>()
    for (let minute = first; minute < first + 20; minute++) {
      const tick = aTick(1_000, { takes: 200, now: minute * 60_000 })
      await tick.run()
      expect(tick.served.length).toBeLessThan(200)
      for (const id of tick.served) seen.add(id)
    }
    expect(seen.size).toBe(1_000)
  })
})
