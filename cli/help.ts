import type { Verb } from './verb.ts'
import { verbGroups } from './verbs.ts'

const ends = 'Ends 0 if it is so now, 1 if it could not be said, 2 if it makes no sense, 3 if it was refused.'

const everywhere = `  --dry-run           only says what it would do and tell, where, and about what it costs
  --json              the answer as one JSON object on stdout; words for people go to stderr
  --service ID        where it cannot be told from the rest
  --request ID        the same for a repeat            (default: a new one)
  --by NAME           who says it; in AWS it is who signs (default: the user of this machine)
  --local URL         a run on this machine            (default, if one is up: http://localhost:8080)
  --data DIR          its data directory, for its token (default: .atalaya)
  --url URL           the one in AWS: OperateUrl of the stack's outputs (default: ATALAYA_URL)
  --help              this text; after a command, that of the command`

const usage = ({ name, takes }: Verb): string => [name, ...takes].join(' ')

const row = (verb: Verb): string => `  ${usage(verb).padEnd(26)} ${verb.does}`

/** What stands beside the verbs that speak to a run. */
const others: readonly (readonly [string, string])[] = [
  ['check-config [FILE ...]', 'whether service files are right'],
  ['verify FILE ...', 'whether exported evidence is as it was exported, and where it breaks'],
  ['export-all', 'writes everything that is kept, to move or to leave (more options: --help)'],
  ['import-all FILE ...', 'puts it into another table (more options: --help)'],
]

/** Everything in one screen or two. */
export const allHelp = (): string =>
  `Says something to Atalaya as an operator.

  atalaya <command> [options]          (in a clone: npm run atalaya -- <command> [options])

${verbGroups.map(([title, verbs]) => `${title}\n${verbs.map(row).join('\n')}`).join('\n\n')}

Files (these take only --json and --help)
${others.map(([name, does]) => `  ${name.padEnd(26)} ${does}`).join('\n')}

Options of all the others
${everywhere}

  atalaya status
  atalaya ack SS-0001
  atalaya open oficinas --what office-closed --dry-run

${ends}
`

/** One command, with examples. */
export const verbHelp = (verb: Verb): string =>
  `${verb.does.charAt(0).toUpperCase()}${verb.does.slice(1)}.

  atalaya ${usage(verb)} [options]

${(verb.more ?? []).map(line => `${`  ${line}`.trimEnd()}\n`).join('')}${everywhere}

${verb.examples.map(one => `  atalaya ${one}`).join('\n')}

${ends}
`
