import { randomUUID } from 'node:crypto'
import { userInfo } from 'node:os'
import { awsOperator, localOperator, type Operator, type Order } from './operator.ts'
import { flags, httpAddress, UsageError } from './usage.ts'

export const atalayaHelp = `Says something to Atalaya as an operator.

  npm run atalaya -- <command> [options]

  ack INCIDENT       we know: somebody works on it    (said again, it changes nothing)
  resolve INCIDENT   it is over, whatever the looks say
  status             what works, what fails, and the incidents of the last day
  check-config FILE  whether a service file is right

  --local URL        a run on this machine            (default: http://localhost:8080)
  --data DIR         its data directory, for its token (default: .atalaya)
  --function NAME    in AWS instead: the operate function's name, from the stack's outputs
  --request ID       the same for a repeat             (default: a new one)
  --by NAME          who says it                       (default: the user of this machine)
  --json             the answer as one JSON object on stdout
  --help             this text

  npm run atalaya -- status
  npm run atalaya -- ack SS-0001
  npm run atalaya -- resolve SS-0001 --by maria --function Atalaya-prod-Operate

Ends 0 if it is so now, 1 if it could not be said, 2 if it makes no sense, 3 if it was refused.
`

const options = {
  local: { type: 'string' },
  data: { type: 'string' },
  function: { type: 'string' },
  request: { type: 'string' },
  by: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

export interface Asked {
  readonly order: Order
  readonly operator: Operator
  readonly json: boolean
}

type Values = ReturnType<typeof flags<typeof options>>['values']

const some = (flag: string, text: string): string => {
  if (text.trim() !== '') return text.trim()
  throw new UsageError(`${flag} takes some text`)
}

const incidentIn = (command: string, text: string | undefined): string => {
  if (text === undefined) throw new UsageError(`${command} needs an incident, such as SS-0001`)
  if (/^[A-Z]{2,5}-\d{4,9}$/.test(text)) return text
  throw new UsageError(`"${text}" is no incident; they look like SS-0001`)
}

/** The token goes nowhere but to this machine. */
const loopback = (url: string): string => {
  const { hostname } = new URL(httpAddress('--local', url))
  if (['localhost', '127.0.0.1', '[::1]'].includes(hostname)) return url
  throw new UsageError(
    `--local takes an address of this machine, such as http://localhost:8080, not "${url}"`,
  )
}

const operatorOf = ({ local, data, function: name }: Values): Operator => {
  if (name === undefined) return localOperator(loopback(local ?? 'http://localhost:8080'), data ?? '.atalaya')
  if (local !== undefined || data !== undefined)
    throw new UsageError('--function speaks to AWS: --local and --data have no place beside it')
  return awsOperator(some('--function', name))
}

const orderOf = (words: readonly string[], values: Values): Order => {
  const [command, incident, ...more] = words
  const said = {
    request: values.request === undefined ? randomUUID() : some('--request', values.request),
    by: values.by === undefined ? userInfo().username : some('--by', values.by),
  }
  if (more.length > 0) throw new UsageError(`"${more[0]}" is too much`)
  switch (command) {
    case 'ack':
    case 'resolve':
      return { command, incident: incidentIn(command, incident), ...said }
    case 'status':
      if (incident === undefined) return { command, ...said }
      throw new UsageError('status takes no incident')
    case undefined:
      throw new UsageError('no command: say ack, resolve, status or check-config')
    default:
      throw new UsageError(`"${command}" is no command; there are ack, resolve, status and check-config`)
  }
}

/** What was asked for; `help` if that. Throws UsageError. */
export const atalayaOptions = (args: readonly string[]): Asked | 'help' => {
  const { values, positionals } = flags(args, options)
  if (values.help) return 'help'
  return { order: orderOf(positionals, values), operator: operatorOf(values), json: values.json }
}
