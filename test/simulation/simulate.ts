import { violations } from './invariants.ts'
import { many } from './many.ts'
import { BadUsage, type Options, outside, readOptions, usage } from './options.ts'
import { addDay, noTotals, type Totals } from './tally.ts'
import { variants } from './variants.ts'
import { assumed, live } from './world.ts'

const say = (text: string) => process.stderr.write(`${text}\n`)
const print = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`)

const sorted = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, n]) => `${name} ${n}`)
    .join(', ')

const variantNamed = (name: string | undefined) => {
  if (name === undefined) return undefined
  const found = variants.find(variant => variant.name === name)
  if (!found) throw new BadUsage(`--variant is one of: ${variants.map(one => one.name).join(', ')}`)
  return found
}

/** How far it is, on a terminal and twice a second at most. */
const progress = (seeds: number) => {
  let next = 0
  return (done: number) => {
    if (!process.stderr.isTTY || performance.now() < next) return
    next = performance.now() + 500
    process.stderr.write(`\r${done} of ${seeds} days`)
  }
}

const lived = async ({ from, seeds, trace, ...options }: Options): Promise<Totals> => {
  const assumptions = options.outside === undefined ? assumed : (outside[options.outside] ?? assumed)
  const variant = variantNamed(options.variant)
  if (!trace)
    return many(from, seeds, { assumptions, ...(variant && { variant }) }, { progress: progress(seeds) })
  const day = await live(from, { assumptions, trace: say })
  const totals = noTotals()
  addDay(totals, from, day, violations(day))
  return totals
}

const report = (totals: Totals, seconds: number, { json, ...options }: Options) => {
  const { seeds, posts, writes, states, faults, commands, invariants, violations: found } = totals
  for (const one of found) json ? print(one) : say(`seed ${one.seed}  ${one.invariant}  ${one.what}`)
  const bad = new Set(found.map(({ seed }) => seed)).size
  say(
    `${seeds} days in ${seconds.toFixed(0)} s (${(seeds / seconds).toFixed(1)} a second), ${writes} writes, ${posts} posts in public`,
  )
  say(`faults: ${sorted(faults)}`)
  say(`posts: ${sorted(states)}`)
  say(`commands: ${sorted(commands)}`)
  say(
    found.length === 0 ? 'no violation' : `${found.length} violations in ${bad} days: ${sorted(invariants)}`,
  )
  const away = options.outside ?? options.variant
  if (json)
    print({
      seeds,
      violations: found.length,
      badSeeds: bad,
      seconds: Math.round(seconds),
      posts,
      states,
      faults,
      commands,
      invariants,
      ...(away && { away }),
    })
  // What breaks outside of the assumptions is worth knowing, and no failure of the code.
  return found.length > 0 && options.outside === undefined ? 1 : 0
}

const main = async (): Promise<number> => {
  const options = readOptions(process.argv.slice(2))
  if (!options) {
    process.stdout.write(usage)
    return 0
  }
  const start = performance.now()
  const totals = await lived(options)
  return report(totals, (performance.now() - start) / 1_000, options)
}

try {
  process.exitCode = await main()
} catch (fault) {
  if (!(fault instanceof BadUsage || (fault instanceof TypeError && 'code' in fault))) throw fault
  say(`${fault.message}\n\n${usage}`)
  process.exitCode = 2
}
