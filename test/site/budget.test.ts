import { describe, expect, it } from 'vitest'
import { memoryShelf } from '../../lib/adapters/memory-shelf.ts'
import { memoryStore } from '../../lib/adapters/memory-store.ts'
import { takeRound } from '../../lib/incident/take-round.ts'
import { keepSite, type Memory } from '../../lib/site/keep-site.ts'
import { siteOf } from '../../lib/site/site-of.ts'
import { fakeBus, fakeClock, fakeJournal, fakeProber } from '../fakes.ts'
import { eleven, minute } from '../given.ts'
import { shipped } from '../page/site-facts.ts'
import { site } from './world.ts'

/** A quiet hour of the shipped service, a round and a tick a minute: what each tick wrote. */
const quietHour = async () => {
  const service = shipped()
  const clock = fakeClock(eleven)
  const ports = { store: memoryStore(), shelf: memoryShelf(), clock, journal: fakeJournal() }
  const watch = { ...ports, bus: fakeBus(), prober: fakeProber() }
  const ticks: (readonly string[])[] = []
  let memory: Memory | undefined
  for (let n = 0; n < 65; n++) {
    const round = eleven + n * minute
    clock.set(round)
    await takeRound(watch, service, { round, length: minute, vantage: 'home' })
    const kept = await keepSite(ports, site({ service, render: siteOf }), memory)
    memory = kept.memory
    ticks.push(kept.written)
  }
  return { ticks: ticks.slice(5), journal: ports.journal }
}

describe('a quiet hour of the page', () => {
  it('writes six front pages every five minutes, and the rest once at most', async () => {
    const { ticks, journal } = await quietHour()
    const writing = ticks.filter(paths => paths.length > 0)
    expect(writing).toHaveLength(12)
    const times = Map.groupBy(ticks.flat(), path => path)
    const often = [...times].filter(([, all]) => all.length > 1).map(([path]) => path)
    expect(often.toSorted()).toEqual(
      ['', 'ca/', 'en/', 'eu/', 'gl/', 'va/'].map(one => `${one}index.html`).toSorted(),
    )
    expect(ticks.flat().length).toBeLessThan(90)
    expect(journal.of('alarm')).toEqual([])
  })
})
