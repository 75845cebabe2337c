import { type Run, type RunOptions, run } from '../local/run.ts'
import { loadService } from './config.ts'
import { painted } from './line-words.ts'
import { jsonLine, jsonLines } from './lines.ts'
import { aborted, endSignal } from './signals.ts'
import { type StartOptions, startHelp, startOptions } from './start-options.ts'
import { teller } from './tell.ts'
import { failed } from './usage.ts'

const out = (text: string) => void process.stdout.write(text)
const err = (text: string) => void process.stderr.write(text)

const places = ({ x }: StartOptions, started: Run): string => {
  switch (x.is) {
    case 'stand-in':
      return `posts go to a stand-in X: ${started.xUrl}`
    case 'url':
      return `posts go to ${x.url}`
    case 'live':
      return 'posts go to the real X: the public reads them'
    default:
      return x satisfies never
  }
}

const greet = (options: StartOptions, service: string, started: Run) => {
  const human = options.json ? err : out
  human(`watching ${service} every ${options.every} s; the page: ${started.url}\n`)
  human(`${places(options, started)}\n`)
  if (options.json) {
    const { url, xUrl } = started
    out(jsonLine({ at: Date.now(), kind: 'ready', service, url, ...(xUrl ? { x: xUrl } : {}) }))
  }
}

const watch = async (options: StartOptions, signal: AbortSignal): Promise<void> => {
  const service = loadService(options.config)
  const journal = options.json ? jsonLines(out) : teller(out, painted(process.stdout))
  err('starting; the first time takes some seconds\n')
  const asked: RunOptions = { ...options, service, journal, signal }
  const started = await run(asked)
  greet(options, service.id, started)
  await aborted(signal)
  err('ending\n')
  await started.close()
}

const main = async (): Promise<number> => {
  const options = await startOptions(process.argv.slice(2), process.env)
  if (options === 'help') {
    out(startHelp)
    return 0
  }
  const signal = endSignal()
  // A reader that went away, as `npm start | head`, ends the run like Ctrl-C.
  process.stdout.on('error', () => {})
  process.stdout.once('error', () => process.kill(process.pid, 'SIGTERM'))
  try {
    await watch(options, signal)
  } catch (error) {
    if (!signal.aborted) throw error
  }
  return 0
}

// A handler that is still at work would hold the process; what it leaves undone, the next run finds and finishes.
process.exit(await main().catch(failed))
