import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../local/run.ts'
import { type Sites, startSites } from '../local/sites.ts'
import { loadService } from './config.ts'
import { demoService } from './demo-service.ts'
import { painted } from './line-words.ts'
import { jsonLine } from './lines.ts'
import { narrator } from './narrator.ts'
import { isTaken, judged, play, sitesOf } from './play.ts'
import { aborted, endSignal } from './signals.ts'
import { StoryBroken, story } from './story.ts'
import { failed, flags, UsageError } from './usage.ts'

const help = `Plays a whole outage on this machine in half a minute, on sites of its own; nothing leaves it.

  npm run demo -- [--json] [--keep] [--help]

  --json   one JSON object a line on stdout, the story on stderr
  --keep   keeps the data directory, and says where it is

Ends 0 only if exactly the right posts were told.
`

interface Settings {
  readonly json: boolean
  readonly keep: boolean
}

const perform = async (data: string, sites: Sites, settings: Settings, signal: AbortSignal) => {
  const places = sitesOf(sites)
  const { web, sede, control } = places
  const config = join(data, 'demo.yaml')
  const file = demoService({ web: web.url, sede: sede.url, control: control.url })
  // JSON is YAML.
  await writeFile(config, JSON.stringify(file, undefined, 2))
  const stream = settings.json ? process.stderr : process.stdout
  const tell = narrator(text => stream.write(text), painted(stream), stream.isTTY)
  const told = story(line => {
    if (settings.json) process.stdout.write(jsonLine(line))
  })
  // That its clocks are too fast for the real X is the point of it.
  const service = loadService(config, () => {})
  tell.act('Starting: the stack is synthesized, and run on this machine.')
  const options = { config, service, data, port: 0, every: 1, journal: told, signal }
  const first = told.next('the first look', isTaken, 60_000)
  // A start that fails says why; the look that it never made is no news.
  first.catch(() => {})
  const started = await tell.waiting('starting', run({ ...options, x: { is: 'stand-in' } }))
  const stage = { tell, told, started, data }
  try {
    tell.say(`page ${started.url}   stand-in X ${started.xUrl}`)
    await first
    await Promise.race([play(stage, places), interrupted(signal)])
    return await judged(stage)
  } finally {
    await started.close()
  }
}

/** Rejects when the signal comes; never settles otherwise. */
const interrupted = async (signal: AbortSignal): Promise<never> => {
  await aborted(signal)
  throw new StoryBroken('interrupted')
}

const conclude = (wrong: readonly string[], { json }: Settings): number => {
  const stream = json ? process.stderr : process.stdout
  const ok = wrong.length === 0
  const text = ok
    ? 'Three posts, each told once, in order: as it should be.'
    : `Wrong:\n  ${wrong.join('\n  ')}`
  stream.write(`\n${painted(stream)(ok ? 'green' : 'red', text)}\n`)
  if (json) process.stdout.write(jsonLine({ at: Date.now(), kind: 'verdict', ok, wrong }))
  return ok ? 0 : 1
}

const outcome = async (data: string, sites: Sites, settings: Settings): Promise<readonly string[]> => {
  const signal = endSignal()
  try {
    return await perform(data, sites, settings, signal)
  } catch (error) {
    if (signal.aborted) return ['interrupted']
    if (error instanceof StoryBroken) return [error.message]
    throw error
  }
}

const main = async (): Promise<number> => {
  const options = {
    json: { type: 'boolean' },
    keep: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const
  const { values, positionals } = flags(process.argv.slice(2), options)
  const { json = false, keep = false } = values
  if (values.help) {
    process.stdout.write(help)
    return 0
  }
  if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" is no option`)
  const data = await mkdtemp(join(tmpdir(), 'atalaya-demo-'))
  const sites = await startSites()
  try {
    return conclude(await outcome(data, sites, { json, keep }), { json, keep })
  } finally {
    await sites.close()
    if (keep) process.stderr.write(`kept: ${data}\n`)
    else await rm(data, { recursive: true, force: true })
  }
}

process.exit(await main().catch(failed))
