import { parseArgs } from 'node:util'

export const usage = `Watches many services for some rounds on this machine: the real handlers on the wiring of the synthesized template,
sites over TLS, an embedded DynamoDB and a stand-in X, each side in a process of its own.

  npm run scale [-- --services N] [--rounds N] [--every S] [--noisy N] [--failing N] [--at-once] [--json]

  --services N   so many, of two targets each (1000)
  --rounds N     so many on time, before the one in which services fail (5)
  --every S      seconds between rounds (60)
  --noisy N      services that misbehave in every way, in shards of their own as far as there are (1)
  --failing N    services that fail at once in the last round (a tenth, 1 at least)
  --at-once      all shards start in the same instant, instead of spread over the round
  --json         the figures as one JSON object on stdout
  --help         this text

Each round takes its time: the default is 8 minutes and 60 ms of synthesis for each service. Ends 0 if every round of
every service that is not noisy was taken in before the next one, 1 if not, 2 for wrong usage.
`

export interface Options {
  readonly services: number
  readonly rounds: number
  /** Seconds. */
  readonly every: number
  readonly noisy: number
  readonly failing: number
  readonly atOnce: boolean
  readonly json: boolean
}

export class BadUsage extends Error {
  override readonly name = 'BadUsage'
}

const whole = (
  name: string,
  text: string | undefined,
  otherwise: number,
  from: number,
  to: number,
): number => {
  if (text === undefined) return otherwise
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= from && number <= to) return number
  throw new BadUsage(`--${name} takes a whole number from ${from} to ${to}, not "${text}"`)
}

const options = {
  services: { type: 'string' },
  rounds: { type: 'string' },
  every: { type: 'string' },
  noisy: { type: 'string' },
  failing: { type: 'string' },
  'at-once': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

const given = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (fault) {
    throw fault instanceof TypeError ? new BadUsage(fault.message) : fault
  }
}

/** What the command line asks for; `undefined`: for help. Throws BadUsage. */
export const readOptions = (args: readonly string[]): Options | undefined => {
  const values = given(args)
  if (values.help) return undefined
  const services = whole('services', values.services, 1_000, 1, 10_000)
  const noisy = whole('noisy', values.noisy, Math.min(1, services - 1), 0, services - 1)
  const failing = whole('failing', values.failing, Math.ceil(services / 10), 0, services)
  if (noisy + failing > services) throw new BadUsage('--noisy and --failing are more than there are services')
  return {
    services,
    noisy,
    failing,
    rounds: whole('rounds', values.rounds, 5, 1, 1_000),
    every: whole('every', values.every, 60, 5, 3_600),
    atOnce: values['at-once'],
    json: values.json,
  }
}
