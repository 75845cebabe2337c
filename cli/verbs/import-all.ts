import { statSync } from 'node:fs'
import { join } from 'node:path'
import { highestIncident, usualRaise } from '../../lib/whole/raise.ts'
import { remarkWords } from '../../lib/whole/remarks.ts'
import { RunRefused } from '../../local/failure.ts'
import type { Streams } from '../check-config.ts'
import { defaultConfig, loadService, usageExit } from '../config.ts'
import { flags, UsageError, wholeNumber } from '../usage.ts'
import { BadFile } from '../whole/bad-file.ts'
import type { Checked, Found, Importing, InTheWay } from '../whole/import.ts'
import type { IfNone, PlaceTyped } from '../whole/place.ts'

export const importAllHelp = `Puts what export-all wrote into a table that has nothing of these services, or only the same.

  atalaya import-all FILE [...] --stack NAME [--region R]
  atalaya import-all FILE [...] --data DIR [--config FILE]

  --stack NAME    the table of a stack in AWS, such as Atalaya-prod
  --table NAME    a table in AWS, such as one that was restored
  --region R      where it is                      (default: AWS_REGION, or that of your profile)
  --data DIR      the data directory of a local run, which has to be ended first
  --config FILE   with --data: the service file by which its table is made (default: ${defaultConfig})
  --raise N       added to each incident counter, so that no code that was told since is used again
                                                   (default: ${usualRaise}; 0 if nothing was opened since)
  --broken        takes items as they stand that this version cannot read
  --dry-run       checks the files and the table, and writes nothing
  --json          what was done, as one JSON object on stdout
  --help          this text

Every line is checked before the first write, and nothing is ever written over. A repeat goes on where it was.
Nothing may watch these services yet: docs/upgrade.md says how to move.

Ends 0 if it is all there, 1 if it could not go on, 2 if it makes no sense or a file is wrong, 3 if the table has
something else. After 2 and 3 nothing was written.
`

const options = {
  stack: { type: 'string' },
  table: { type: 'string' },
  region: { type: 'string' },
  data: { type: 'string' },
  config: { type: 'string', default: join(import.meta.dirname, '..', '..', defaultConfig) },
  raise: { type: 'string', default: String(usualRaise) },
  broken: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

type Environment = Readonly<Record<string, string | undefined>>

const mostTold = 10

const wayWords = (inTheWay: readonly InTheWay[]): readonly string[] => [
  ...inTheWay.slice(0, mostTold).map(({ pk, sk, why }) => `${pk} ${sk} ${why}`),
  ...(inTheWay.length > mostTold ? [`and ${inTheWay.length - mostTold} more`] : []),
  'Nothing was written: what stands in a table is never written over. If a watch began there, docs/upgrade.md says how.',
]

const doneWords = (checked: Checked, found: Found, written: number, dryRun: boolean): readonly string[] => [
  `${written} items ${dryRun ? 'would be' : 'were'} written, ${found.there} were there already`,
  ...checked.counters.map(
    ({ service, from, to }) => `${service}: incidents are counted on from ${to}; the file has ${from}`,
  ),
  ...checked.remarks.map(remarkWords),
]

const unreadable = (file: string): boolean => !statSync(file, { throwIfNoEntry: false })?.isFile()

const askedIn = (args: readonly string[]) => {
  const { values, positionals: files } = flags(args, options)
  if (values.help) return { is: 'help' } as const
  const [missing] = files.filter(unreadable)
  if (files.length === 0) throw new UsageError('import-all needs a file that export-all wrote')
  if (missing !== undefined) throw new UsageError(`${missing} is no file`)
  const raise = wholeNumber('--raise', values.raise, 0, highestIncident)
  const importing: Importing = { files, raise, broken: values.broken }
  const { stack, table, region, data, config, json, 'dry-run': dryRun } = values
  const ifNone: IfNone = dryRun ? { is: 'empty' } : { is: 'made', config }
  const place: PlaceTyped = { stack, table, region, data, ifNone }
  return { is: 'import', importing, place, config, json, dryRun } as const
}
type Asked = Extract<ReturnType<typeof askedIn>, { is: 'import' }>

/** What came of it: the words for people, the answer for programs, and the exit code. */
interface Outcome {
  readonly words: readonly string[]
  readonly answer: Readonly<Record<string, unknown>>
  readonly code: number
}

const refused = ({ inTheWay }: Found): Outcome => ({
  words: wayWords(inTheWay),
  answer: { is: 'refused', why: 'the table has something else', inTheWay },
  code: 3,
})

const stopped = (fault: unknown): never => {
  if (!(fault instanceof RunRefused)) throw fault
  throw new RunRefused(`${fault.message}; what was written stands, and a repeat goes on where it was`)
}

const carriedOut = async (
  { importing, place, config, dryRun }: Asked,
  note: (text: string) => void,
  env: Environment,
): Promise<Outcome> => {
  const { openPlace } = await import('../whole/place.ts')
  const { checkFiles, compare, write } = await import('../whole/import.ts')
  if (place.data !== undefined) loadService(config, note)
  const checked = await checkFiles(importing)
  note(`${checked.items} items in ${importing.files.join(', ')}: each is as it was exported`)
  const { items, close } = await openPlace(place, env)
  try {
    const found = await compare(items, importing)
    if (found.inTheWay.length > 0) return refused(found)
    const written = dryRun
      ? checked.items - found.there
      : await write(items, importing, count => note(`${count} items written so far`)).catch(stopped)
    const { counters, remarks } = checked
    const answer = { is: 'imported', dryRun, written, there: found.there, counters, remarks }
    return { words: doneWords(checked, found, written, dryRun), answer, code: 0 }
  } finally {
    await close()
  }
}

const badFile = (fault: unknown): Outcome => {
  if (!(fault instanceof BadFile)) throw fault
  const { message: why, file, line } = fault
  return {
    words: [why, 'Nothing was written.'],
    answer: { is: 'invalid', why, file, line, ...fault.fault },
    code: usageExit,
  }
}

/** The command itself; returns its exit code. Throws ConfigError, UsageError, RunRefused and TableBusy. */
export const importAll = async (
  args: readonly string[],
  { out, err }: Streams,
  env: Environment,
): Promise<number> => {
  const asked = askedIn(args)
  if (asked.is === 'help') {
    out(importAllHelp)
    return 0
  }
  const note = (text: string) => err(`${text}\n`)
  const { words, answer, code } = await carriedOut(asked, note, env).catch(badFile)
  for (const line of words) note(line)
  if (asked.json) out(`${JSON.stringify(answer)}\n`)
  return code
}
