import { parseArgs } from 'node:util'
import { formatProblem } from '../lib/service/problem.ts'
import { defaultConfig, readService, usageExit } from './config.ts'

const help = `Checks files that describe a service to watch.

  npx node cli/check-config.ts [FILE ...]     (default: ${defaultConfig})

  --json   one JSON object a line on stdout: each problem, then {"file","ok"} of each file
  --help   this text

Ends 0 if every file can be watched (warnings pass), else 2. Problems go to stderr.
`

/** Where a command's lines go: what programs read, and what people read. */
export interface Streams {
  out(text: string): void
  err(text: string): void
}

/** Checks one file and tells what it found; whether it can be watched. */
const check = (file: string, json: boolean, { out, err }: Streams): boolean => {
  const parsed = readService(file)
  const ok = 'service' in parsed
  for (const problem of ok ? parsed.warnings : parsed.problems) {
    err(`${formatProblem(problem)}\n`)
    if (json) out(`${JSON.stringify(problem)}\n`)
  }
  if (json) out(`${JSON.stringify({ file, ok })}\n`)
  else if (ok) out(`${file}: ok\n`)
  return ok
}

const options = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const

const read = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) }
  }
}

/** The command itself; returns its exit code. */
export const checkConfig = (args: readonly string[], streams: Streams): number => {
  const asked = read(args)
  if ('wrong' in asked) {
    streams.err(`${asked.wrong}\n\n${help}`)
    if (args.includes('--json')) streams.out(`${JSON.stringify({ is: 'invalid', why: asked.wrong })}\n`)
    return usageExit
  }
  if (asked.values.help) {
    streams.out(help)
    return 0
  }
  const files = asked.positionals.length > 0 ? asked.positionals : [defaultConfig]
  const good = files.filter(file => check(file, asked.values.json ?? false, streams))
  return good.length === files.length ? 0 : usageExit
}

if (import.meta.main)
  process.exitCode = checkConfig(process.argv.slice(2), {
    out: text => process.stdout.write(text),
    err: text => process.stderr.write(text),
  })
