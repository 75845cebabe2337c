import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { environment } from '../../../lib/contract.ts'
import { startSites } from '../../../local/sites.ts'
import { inPairs, spreadOf } from '../spread.ts'
import type { Asked, Measure } from '../subject.ts'
import type { Table } from '../table.ts'
import { type Bundle, synthesizedBundles, yardsticks } from './bundles.ts'
import { eventOf, servicesFor } from './events.ts'
import { type Listener, type Spent, spent, startListener } from './spawned.ts'

interface Runner {
  readonly name: string
  readonly bundle: Bundle
  readonly event: unknown
}

const environmentFor = (bundle: Bundle, listener: Listener, services: string) => ({
  ...bundle.environment,
  AWS_REGION: 'local',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_ENDPOINT_URL: listener.url,
  [environment.services]: services,
  // Others are asked only of what looks bad from home.
  [environment.vantages]: '{}',
  [environment.xUrl]: listener.url,
})

/** In turns, so that what else the machine does weighs on all. */
const take = async (
  runners: readonly Runner[],
  listener: Listener,
  services: string,
  { rounds, note }: Asked,
) => {
  const taken = new Map<string, Spent[]>(runners.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    note(`round ${round + 1} of ${rounds}: ${runners.length} processes`)
    for (const { name, bundle, event } of runners)
      taken
        .get(name)
        ?.push(await spent(listener, bundle.path, event, environmentFor(bundle, listener, services)))
  }
  return taken
}

/** Milliseconds over an empty bundle; those of a first look are no aim. */
const aims: Readonly<Record<string, number>> = {
  probe: 150,
  publish: 120,
  operate: 150,
  alert: 150,
  vantage: 150,
  page: 150,
}

const tableOf = (runners: readonly Runner[], taken: ReadonlyMap<string, readonly Spent[]>): Table => {
  const cpuOf = (name: string) => (taken.get(name) ?? []).map(({ cpu }) => cpu)
  const over = (name: string) => inPairs(cpuOf(name), cpuOf('empty'), (one, other) => one - other)
  return {
    title: 'From the start of a process to its first call: medians (lowest to highest)',
    columns: ['bundle', 'until', 'CPU ms', 'over empty', 'that by sdk', 'RSS MB', 'KB'],
    rows: runners.map(({ name, bundle }) => [
      name,
      taken.get(name)?.[0]?.asked ?? '',
      spreadOf(cpuOf(name)),
      over(name),
      over(name).median / over('sdk').median,
      spreadOf((taken.get(name) ?? []).map(({ rss }) => rss)).median,
      Math.round(bundle.kilobytes),
    ]),
    aims: runners.flatMap(({ name }) => {
      const atMost = aims[name]
      return atMost === undefined
        ? []
        : [{ says: `${name}, ms over empty,`, atMost, found: over(name).median }]
    }),
    notes: ['`sdk`: the same SDK, bundled alike, that asks for one item and does nothing else: the floor.'],
  }
}

/** CPU and memory of each bundle of the stack, in a plain Node, until it first speaks to another. */
export const measureStart: Measure = async asked => {
  const folder = mkdtempSync(join(tmpdir(), 'atalaya-bench-'))
  const listener = await startListener()
  const sites = await startSites()
  try {
    asked.note('bundling')
    const bundles = await synthesizedBundles(folder)
    const { empty, sdk } = await yardsticks(folder)
    const site = sites.add('sede').url
    const services = join(folder, 'services.json')
    writeFileSync(services, JSON.stringify(servicesFor(site)))
    const runners: Runner[] = [empty, sdk, ...bundles].map(bundle => ({
      name: bundle.name,
      bundle,
      event: eventOf(bundle.name, listener.url),
    }))
    const probe = bundles.find(({ name }) => name === 'probe')
    if (probe)
      runners.push({ name: 'probe, a look first', bundle: probe, event: eventOf('look', listener.url) })
    return [tableOf(runners, await take(runners, listener, services, asked))]
  } finally {
    await sites.close()
    await listener.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
