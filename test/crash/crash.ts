import { BadUsage, type Options, readOptions, usage } from './options.ts'
import { play } from './play.ts'
import { summary } from './report.ts'

const say = (text: string) => process.stderr.write(`${text}\n`)

const listed = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .map(([name, n]) => `${name} ${n}`)
    .join(', ')

const tell = ({ found, ...told }: ReturnType<typeof summary>) => {
  say(`${told.kills} kills in ${told.seconds} s: ${listed(told.killed)}`)
  say(`faults: ${listed(told.faults)}`)
  say(`${told.incidents} incidents, ${told.posts} posts in public; said of them: ${listed(told.states)}`)
  say(
    `first round after a start: ${told.restart.middle} ms in the middle, ${told.restart.longest} ms at most`,
  )
  if (Object.keys(told.alarms).length > 0) say(`alarms and faults: ${listed(told.alarms)}`)
  for (const { invariant, what } of found) say(`seed ${told.seed}  ${invariant}  ${what}`)
  if (found.length > 0 && told.longestStall > 400)
    say(`this machine stood still for ${told.longestStall} ms, which is outside of what the protocol assumes`)
  say(
    found.length === 0
      ? 'nothing lost, nothing told twice'
      : `${found.length} violations with seed ${told.seed}`,
  )
}

const main = async ({ kills, seed, json }: Options): Promise<number> => {
  say(`seed ${seed}, ${kills} kills`)
  const start = performance.now()
  const seen = await play({ seed, kills, say })
  const told = summary(seed, seen, (performance.now() - start) / 1_000)
  tell(told)
  if (json) process.stdout.write(`${JSON.stringify(told)}\n`)
  return told.violations > 0 ? 1 : 0
}

try {
  const options = readOptions(process.argv.slice(2), Date.now() % 1_000_000)
  if (options) process.exitCode = await main(options)
  else process.stdout.write(usage)
} catch (fault) {
  if (!(fault instanceof BadUsage)) throw fault
  say(`${fault.message}\n\n${usage}`)
  process.exitCode = 2
}
