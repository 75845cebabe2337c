import { setTimeout as sleep } from 'node:timers/promises'
import { judge } from '../../../lib/check/outcome.ts'
import type { Prober } from '../../../lib/ports.ts'
import { targetOf } from '../../check/targets.ts'
import { inPairs, spreadOf } from '../spread.ts'
import type { Asked, Measure } from '../subject.ts'
import type { Table } from '../table.ts'
import type { Places } from './sites-process.ts'
import { proberFor, startPlaces } from './world.ts'

const deadline = 300
const looks = 20
const healthy = 20
const aim = 50

const since = async (from: number, what: Promise<unknown>): Promise<number> => {
  await what
  return performance.now() - from
}

/** All looks of a case at once, and as many bare timers: the milliseconds that the last of each was late. */
const lateness = async (prober: Prober, url: string) => {
  const target = targetOf(url)
  const reasons = new Set<string>()
  const from = performance.now()
  const look = async () => {
    const sight = await prober.look(target, deadline)
    reasons.add(judge(sight, target).reason)
  }
  const ours = Promise.all(Array.from({ length: looks }, () => since(from, look())))
  const timers = Promise.all(Array.from({ length: looks }, () => since(from, sleep(deadline))))
  return {
    ours: Math.max(...(await ours)) - deadline,
    timer: Math.max(...(await timers)) - deadline,
    reasons,
  }
}

const deadlines = async (prober: Prober, { cases }: Places, { rounds, note }: Asked): Promise<Table> => {
  const names = Object.entries(cases)
  const taken = new Map(names.map(([name]) => [name, [] as Awaited<ReturnType<typeof lateness>>[]]))
  for (let round = 0; round < rounds; round++) {
    note(`deadlines, round ${round + 1} of ${rounds}`)
    for (const [name, url] of names) taken.get(name)?.push(await lateness(prober, url))
  }
  const all = [...taken.values()].flat()
  const medians = [...taken.values()].map(found => spreadOf(found.map(({ ours }) => ours)).median)
  return {
    title: `Milliseconds beyond a deadline of ${deadline} ms, the last of ${looks} looks at once (below 0: ended before it)`,
    columns: ['case', 'a look', 'a bare timer', 'reasons'],
    rows: [...taken].map(([name, found]) => [
      name,
      spreadOf(found.map(({ ours }) => ours)),
      spreadOf(found.map(({ timer }) => timer)),
      [...new Set(found.flatMap(({ reasons }) => [...reasons]))].join(', '),
    ]),
    aims: [
      { says: 'the worst case, its median, ms,', atMost: aim, found: Math.max(...medians) },
      { says: 'the worst look of all, ms,', atMost: aim, found: Math.max(...all.map(({ ours }) => ours)) },
    ],
  }
}

/** Milliseconds until the last of the healthy looks has ended. */
const lastHealthy = async (prober: Prober, { page }: Places): Promise<number> => {
  const from = performance.now()
  await Promise.all(Array.from({ length: healthy }, () => prober.look(targetOf(page), 10_000)))
  return performance.now() - from
}

const besideDeadNames = async (prober: Prober, places: Places, { rounds, note }: Asked): Promise<Table> => {
  const [alone, beside]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    note(`dead names, round ${round + 1} of ${rounds}`)
    alone.push(await lastHealthy(prober, places))
    const dead = places.dead.map(url => prober.look(targetOf(url), 1_000))
    beside.push(await lastHealthy(prober, places))
    await Promise.all(dead)
  }
  const delay = inPairs(beside, alone, (one, other) => one - other)
  return {
    title: `Milliseconds until the last of ${healthy} healthy looks has ended`,
    columns: ['alone', `beside ${places.dead.length} dead names`, 'delay'],
    rows: [[spreadOf(alone), spreadOf(beside), delay]],
    aims: [{ says: 'the delay, ms,', atMost: aim, found: delay.median }],
  }
}

/** How far looks overrun their deadline, whatever a site does; and whether dead names hold up the healthy. */
export const measureExact: Measure = async asked => {
  const { child, places } = await startPlaces()
  try {
    const prober = proberFor(places)
    for (let n = 0; n < 3; n++) await lastHealthy(prober, places)
    return [await deadlines(prober, places, asked), await besideDeadNames(prober, places, asked)]
  } finally {
    await child.end()
  }
}
