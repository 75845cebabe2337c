import { beforeEach, describe, expect, it } from 'vitest'
import type { Shelf } from '../../lib/ports.ts'
import { keepSite, type Memory } from '../../lib/site/keep-site.ts'
import { siteOf } from '../../lib/site/site-of.ts'
import { eleven, minute } from '../given.ts'
import { id, page, service, site, world as startWorld } from './world.ts'

let world: Awaited<ReturnType<typeof startWorld>>
beforeEach(async () => {
  world = await startWorld()
})

const bodies = () => Object.fromEntries([...world.shelf.files].map(([path, { body }]) => [path, body]))
const down = { sede: { is: 'down', since: eleven, seen: eleven } } as const

describe('a first call', () => {
  it('writes every file, the front page last', async () => {
    const { written } = await keepSite(world, site())
    expect(written).toEqual(['incidents/index.html', 'history/index.html', 'index.html'])
    expect(bodies()).toEqual({
      'incidents/index.html': 'incidents 1',
      'history/index.html': 'history 1',
      'index.html': 'front 1',
    })
  })

  it('writes below the folder of its service', async () => {
    await keepSite(world, site({ folder: 'hacienda/' }))
    expect([...world.shelf.files.keys()]).toContain('hacienda/index.html')
  })

  it('makes the true pages before the first round', async () => {
    const nobody = { ...service, id: 'nobody-yet' }
    const { written } = await keepSite(world, site({ service: nobody, render: siteOf }))
    expect(written.at(-1)).toBe('index.html')
    expect(world.shelf.files.get('index.html')?.body).toContain('<html lang="es">')
  })
})

describe('a repeat', () => {
  it('writes nothing and asks the shelf nothing', async () => {
    const { memory } = await keepSite(world, site())
    const nobody: Shelf = {
      ...world.shelf,
      marks: () => Promise.reject(new RangeError('asked')),
      put: () => Promise.reject(new RangeError('written')),
    }
    expect((await keepSite({ ...world, shelf: nobody }, site(), memory)).written).toEqual([])
  })

  it('by a process that remembers nothing writes nothing', async () => {
    await keepSite(world, site())
    expect((await keepSite(world, site())).written).toEqual([])
  })
})

describe('a tick', () => {
  const later = async (memory: Memory | undefined, minutes: number, change = {}) => {
    await world.round(minutes, change)
    return keepSite(world, site(), memory)
  }

  it('writes nothing for four quiet minutes', async () => {
    let { memory } = await keepSite(world, site())
    for (let n = 1; n < 5; n++) {
      const kept = await later(memory, 1)
      expect(kept.written).toEqual([])
      memory = kept.memory
    }
    expect((await later(memory, 1)).written).toEqual(['history/index.html', 'index.html'])
  })

  it('writes at once when something fails', async () => {
    const { memory } = await keepSite(world, site())
    expect((await later(memory, 1, { components: down })).written).toContain('index.html')
  })

  it('writes at once when nobody has looked for long', async () => {
    const stale: boolean[] = []
    const watching = site({
      render: facts => {
        stale.push(facts.isStale)
        return [page('index.html', String(facts.isStale))]
      },
    })
    const { memory } = await keepSite(world, watching)
    world.clock.set(eleven + 11 * minute)
    expect((await keepSite(world, watching, memory)).written).toEqual(['index.html'])
    expect(stale).toEqual([false, true])
  })

  it('does not write what operators note for themselves', async () => {
    const incident = { id: 'SS-0001', status: { is: 'open' }, names: {}, members: {}, steps: [] } as const
    await world.round(0, { incidents: [incident] })
    const { memory } = await keepSite(world, site())
    const notes = [{ at: eleven, by: 'ana', text: 'call them' }]
    expect((await later(memory, 0, { incidents: [{ ...incident, notes }] })).written).toEqual([])
  })
})

describe('a call that another overtakes', () => {
  it('tells of all that it wrote, before and after', async () => {
    let puts = 0
    const overtaken: Shelf = {
      ...world.shelf,
      put: async (file, over) => {
        if (++puts === 2) await keepSite(world, site())
        return world.shelf.put(file, over)
      },
    }
    expect((await keepSite({ ...world, shelf: overtaken }, site())).written).toEqual(['incidents/index.html'])
    expect(bodies()['index.html']).toBe('front 1')
  })
})

describe('what failed', () => {
  it('is a page that stays as it was, while the others go on', async () => {
    await keepSite(world, site())
    await world.round(5)
    const make = () => {
      throw new RangeError('no such word')
    }
    const render = () => [{ path: 'history/index.html', make }, page('index.html', 'new')]
    expect((await keepSite(world, site({ render }))).written).toEqual(['index.html'])
    expect(bodies()['history/index.html']).toBe('history 1')
    expect(world.journal.of('alarm')).toMatchObject([
      { alarm: 'page-not-made', service: id, error: 'RangeError: no such word', metrics: { Alarms: 1 } },
    ])
  })

  it('is a shelf, whose fault is thrown and made good later', async () => {
    const faulty: Shelf = { ...world.shelf, put: () => Promise.reject(new RangeError('down')) }
    await expect(keepSite({ ...world, shelf: faulty }, site())).rejects.toThrow('down')
    expect((await keepSite(world, site())).written).toHaveLength(3)
  })

  it('is an archived thing, without which the page goes on', async () => {
    await world.store.archive({ service: id, key: 'day#2026-11-20', version: 1, body: 'no day' })
    expect((await keepSite(world, site())).written).toHaveLength(3)
    expect(world.journal.of('alarm')).toMatchObject([{ alarm: 'archive-broken' }])
  })
})
