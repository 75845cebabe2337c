import { parseArgs } from 'node:util'

export const usage = `Kills the local run with SIGKILL at moments that hurt, again and again, on one data directory, while sites
fall, X lands posts and loses answers, and an operator speaks; then reads from outside what the public was told.

  npm run test:crash -- [--kills N] [--seed S] [--json]

  --kills N   how often it is killed (30; each takes some 5 seconds)
  --seed S    what happens, and when it is killed (a new one every time); processes are real, so a
              repeat resembles the first time and is not equal to it
  --json      the summary as one JSON object on stdout
  --help      this text

  npm run test:crash -- --kills 60 --seed 7

Ends 0 if nothing was lost, told twice or untrue, 1 if something was, 2 for wrong usage.
`

export interface Options {
  readonly kills: number
  readonly seed: number
  readonly json: boolean
}

export class BadUsage extends Error {
  override readonly name = 'BadUsage'
}

const whole = (name: string, text: string | undefined, otherwise: number): number => {
  if (text === undefined) return otherwise
  const number = Number(text)
  if (/^\d+$/.test(text) && Number.isSafeInteger(number)) return number
  throw new BadUsage(`--${name} takes a whole number, not "${text}"`)
}

const options = {
  kills: { type: 'string' },
  seed: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

/** What the command line asks for; `undefined`: for help. Throws BadUsage. */
export const readOptions = (args: readonly string[], freshSeed: number): Options | undefined => {
  try {
    const { values } = parseArgs({ args: [...args], options })
    if (values.help) return undefined
    return {
      kills: whole('kills', values.kills, 30),
      seed: whole('seed', values.seed, freshSeed),
      json: values.json,
    }
  } catch (fault) {
    throw fault instanceof TypeError ? new BadUsage(fault.message) : fault
  }
}
