import { parseArgs } from 'node:util'
import { type SubjectName, subjectNames, subjects } from './subject.ts'

export class BadUsage extends Error {
  override readonly name = 'BadUsage'
}

export interface Options {
  readonly names: readonly SubjectName[]
  readonly rounds: number
  readonly json: boolean
  readonly write: boolean
}

export const usage = `npm run bench [-- NAME... [--rounds N] [--json] [--write]]

Measures what is not tested, beside a yardstick of the same run:
${Object.entries(subjects)
  .map(([name, { tells }]) => `  ${name.padEnd(8)}${tells}`)
  .join('\n')}

  --rounds N  times that everything is taken, in turns with its yardstick; 9, if absent
  --json      an object a line on stdout; what people read is on stderr in any case
  --write     puts the tables into docs/performance.md, each in its place

Yardsticks that are used where they are on the PATH: prometheus-blackbox-exporter (look),
prometheus-alertmanager (told), nginx (page).
`

const isSubject = (name: string): name is SubjectName => subjectNames.includes(name)

/** `undefined`: help was asked for. Throws BadUsage, or parseArgs' TypeError. */
export const readOptions = (args: readonly string[]): Options | undefined => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '9' },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return undefined
  const rounds = Number(values.rounds)
  if (!Number.isInteger(rounds) || rounds < 1) throw new BadUsage(`--rounds is no number: ${values.rounds}`)
  const unknown = positionals.find(name => !isSubject(name))
  if (unknown !== undefined) throw new BadUsage(`there is no subject ${unknown}: ${subjectNames.join(', ')}`)
  const names = positionals.length > 0 ? positionals : subjectNames
  return { names: names.filter(isSubject), rounds, json: values.json, write: values.write }
}
