import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Remark, remarkWords } from '../../lib/whole/remarks.ts'
import manifest from '../../package.json' with { type: 'json' }
import type { Streams } from '../check-config.ts'
import { isReaderGone } from '../reader-gone.ts'
import { flags, UsageError } from '../usage.ts'
import type { PlaceTyped } from '../whole/place.ts'

export const exportAllHelp = `Writes everything that is kept, one JSON object a line: to move, to keep, or to leave.

  atalaya export-all --stack NAME [--region R] [-o FILE]
  atalaya export-all --data DIR [-o FILE]

  --stack NAME    the table of a stack in AWS, such as Atalaya-prod
  --table NAME    a table in AWS, such as one that was restored
  --region R      where it is                      (default: AWS_REGION, or that of your profile)
  --data DIR      the data directory of a local run, which has to be ended first
  -o, --out FILE  where to                         (default: stdout)
  --force         writes over a file that is there
  --json          with -o: what was exported, as one JSON object on stdout
  --help          this text

Of each service everything is as it was at one instant. The watch may go on meanwhile; but what is told after the
export, whoever starts from it tells again. To move, say "hold" first: docs/upgrade.md.

Ends 0 if it is all there, 1 if not, 2 if it makes no sense.
`

const options = {
  stack: { type: 'string' },
  table: { type: 'string' },
  region: { type: 'string' },
  data: { type: 'string' },
  out: { type: 'string', short: 'o' },
  force: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

type Environment = Readonly<Record<string, string | undefined>>

/** A file that appears whole or not at all; only its owner reads it, as it names operators. */
const toFile = async (file: string, lines: AsyncIterable<string>): Promise<void> => {
  const unfinished = `${file}.new`
  try {
    await pipeline(Readable.from(lines), createWriteStream(unfinished, { mode: 0o600 }))
    renameSync(unfinished, file)
  } catch (fault) {
    rmSync(unfinished, { force: true })
    throw fault
  }
}

const fileOf = (out: string | undefined, force: boolean): string | undefined => {
  if (out === '') throw new UsageError('--out takes the name of a file')
  if (out !== undefined && !force && existsSync(out))
    throw new UsageError(`${out} is there already; --force writes over it`)
  return out
}

const askedIn = (args: readonly string[]) => {
  const { values, positionals } = flags(args, options)
  if (values.help) return { is: 'help' } as const
  if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" is too much: -o names the file`)
  const { stack, table, region, data, out, force, json } = values
  const place: PlaceTyped = { stack, table, region, data, ifNone: { is: 'refused' } }
  return { is: 'export', file: fileOf(out, force), json, place } as const
}

/** Passes the lines on, and tells what was returned after them. */
async function* passedOn<Last>(lines: AsyncGenerator<string, Last>, last: (value: Last) => void) {
  last(yield* lines)
}

/** The command itself; returns its exit code: 1 without a word where nobody reads to the end. Throws UsageError and RunRefused. */
export const exportAll = async (
  args: readonly string[],
  streams: Streams & { readonly lines: NodeJS.WritableStream },
  env: Environment,
): Promise<number> => {
  const asked = askedIn(args)
  if (asked.is === 'help') {
    streams.out(exportAllHelp)
    return 0
  }
  const { file } = asked
  const note = (text: string) => streams.err(`${text}\n`)
  const { openPlace } = await import('../whole/place.ts')
  const { exportLines } = await import('../whole/export.ts')
  const { table, items, close } = await openPlace(asked.place, env)
  const remarks: Remark[] = []
  let count = 0
  try {
    const facts = { table, at: new Date().toISOString(), software: manifest.version }
    const told = {
      remark: (remark: Remark) => void remarks.push(remark),
      progress: (sofar: number) => note(`${sofar} items so far`),
    }
    const lines = passedOn(exportLines(items, facts, told), footer => {
      count = footer.items
    })
    if (file === undefined) await pipeline(Readable.from(lines), streams.lines, { end: false })
    else await toFile(file, lines)
  } catch (fault) {
    if (file !== undefined || !isReaderGone(fault)) throw fault
    return 1
  } finally {
    await close()
  }
  for (const remark of remarks) note(remarkWords(remark))
  note(`${count} items of ${table}${file === undefined ? '' : ` are in ${file}`}`)
  if (asked.json && file !== undefined)
    streams.out(`${JSON.stringify({ is: 'exported', table, file, items: count, remarks })}\n`)
  return 0
}
