import { parseArgs } from 'node:util'

export const usage = `Deploys the real stack, with the real cdk, to an emulator of AWS on this machine, and looks from outside whether it works.

  npm run test:deploy -- [--optional] [--lint] [--keep] [--help]

  --optional  where Python or its packages cannot be had: says so and ends 0
  --lint      only cfn-lint over the synthesized template
  --keep      keeps the folder with the logs, and says where it is

Needs Python 3.11 or newer and its package index, or what pip has of it already. Takes some minutes; nothing leaves
this machine but the installation. Ends 0 only if everything was as it must be.
`

export interface Options {
  readonly optional: boolean
  readonly lint: boolean
  readonly keep: boolean
}

export class BadUsage extends Error {
  override readonly name = 'BadUsage'
}

const flag = { type: 'boolean', default: false } as const

/** `undefined` if only help was asked for. Throws BadUsage. */
export const readOptions = (args: readonly string[]): Options | undefined => {
  const options = { optional: flag, lint: flag, keep: flag, help: { ...flag, short: 'h' } }
  try {
    const { help, ...values } = parseArgs({ args: [...args], options, strict: true }).values
    return help ? undefined : values
  } catch (cause) {
    throw new BadUsage(cause instanceof Error ? cause.message : 'these options are none', { cause })
  }
}
