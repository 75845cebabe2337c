import { parseArgs } from 'node:util'
import { type Assumptions, assumed } from './world.ts'

export const usage = `Lives through whole days of incidents and faults on a virtual clock, and checks the protocol's invariants.

  npm run simulate -- [--seeds N] [--from S] [--outside NAME] [--variant NAME] [--json]
  npm run simulate -- --seed S [--trace]

  --seeds N       how many days, one a seed (500)
  --from S        the first seed (1)
  --seed S        one day only
  --trace         retells that day step by step
  --outside NAME  leaves an assumption: lag, land or skew; what breaks is reported, and no failure
  --variant NAME  takes one rule out of the code first; 'list' names them
  --json          one JSON object a line on stdout; the last is the summary

  npm run simulate -- --seeds 20000
  npm run simulate -- --seed 1234 --trace

Ends 0 if no invariant was violated, 1 if one was, 2 for wrong usage.
`

/** Each leaves one assumption of the protocol. */
export const outside: Readonly<Record<string, Assumptions>> = {
  lag: { ...assumed, lag: 600_000, duplicates: 0 },
  land: { ...assumed, land: 900_000 },
  skew: { ...assumed, skew: 300_000 },
}

export interface Options {
  readonly seeds: number
  readonly from: number
  readonly trace: boolean
  readonly json: boolean
  readonly outside?: string
  readonly variant?: string
}

export class BadUsage extends Error {
  override readonly name = 'BadUsage'
}

const whole = (name: string, text: string | undefined, otherwise: number): number => {
  if (text === undefined) return otherwise
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 1)
    throw new BadUsage(`--${name} takes a whole number from 1, not ${text}`)
  return number
}

/** What the command line asks for; `undefined`: for help. */
export const readOptions = (args: readonly string[]): Options | undefined => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string' },
      from: { type: 'string' },
      seed: { type: 'string' },
      outside: { type: 'string' },
      variant: { type: 'string' },
      trace: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return undefined
  const { outside: left, variant } = values
  if (left !== undefined && !(left in outside))
    throw new BadUsage(`--outside is one of ${Object.keys(outside).join(', ')}`)
  if (values.trace && values.seed === undefined) throw new BadUsage('--trace goes with --seed')
  return {
    seeds: values.seed === undefined ? whole('seeds', values.seeds, 500) : 1,
    from: whole('seed', values.seed, whole('from', values.from, 1)),
    trace: values.trace,
    json: values.json,
    ...(left !== undefined && { outside: left }),
    ...(variant !== undefined && { variant }),
  }
}
