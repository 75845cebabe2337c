import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { describe, RunRefused } from '../local/failure.ts'
import { TemplateProblem } from '../local/template.ts'
import { ConfigError, usageExit } from './config.ts'

/** What was typed makes no sense; the message says what does. Commands end with `usageExit`. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

const wordsOf = (error: unknown) =>
  error instanceof Error ? (error.message.split('. To specify')[0] ?? error.message) : String(error)

/** Reads flags strictly. Throws UsageError. */
export const flags = <const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw new UsageError(wordsOf(error))
  }
}

/** A whole number between two others. Throws UsageError, which names the flag. */
export const wholeNumber = (flag: string, text: string, from: number, to: number): number => {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (value >= from && value <= to) return value
  throw new UsageError(`${flag} takes a whole number from ${from} to ${to}, not "${text}"`)
}

/** An http:// or https:// address. Throws UsageError, which names the flag. */
export const httpAddress = (flag: string, text: string): string => {
  if (/^https?:\/\/[^\s/]/.test(text) && URL.canParse(text)) return text
  throw new UsageError(`${flag} takes an address such as http://127.0.0.1:4000, not "${text}"`)
}

/** What people need of an error that was foreseen: its words, and those of what lies at the bottom of it. */
const withCause = (error: Error): string => {
  let bottom: unknown = error
  while (bottom instanceof Error && bottom.cause !== undefined) bottom = bottom.cause
  return bottom instanceof Error && bottom !== error ? `${error.message} (${bottom.message})` : error.message
}

/** What is said of an error, and with which exit code. */
const endOf = (error: unknown): { readonly code: number; readonly why: string; readonly more?: string } => {
  if (error instanceof ConfigError) return { code: usageExit, why: error.message }
  if (error instanceof UsageError) return { code: usageExit, why: error.message, more: 'See --help.' }
  const expected = error instanceof RunRefused || error instanceof TemplateProblem
  return { code: 1, why: expected ? withCause(error) : describe(error) }
}

/** The end of a command that failed: its words go to stderr; returns the exit code. */
export const failed = (error: unknown): number => {
  const { code, why, more } = endOf(error)
  process.stderr.write(`${[why, more].filter(Boolean).join('\n')}\n`)
  return code
}

/** The same; and where programs listen, one JSON object on stdout as well. */
export const failedWith = (error: unknown, json: boolean): number => {
  const { code, why } = endOf(error)
  if (json)
    process.stdout.write(`${JSON.stringify({ is: code === usageExit ? 'invalid' : 'failed', why })}\n`)
  return failed(error)
}

const onlyHelp = { help: { type: 'boolean', short: 'h', default: false } } as const

/** Runs a command that takes nothing but `--help`; returns its exit code. */
export const takingNothing = (args: readonly string[], help: string, act: () => void): number => {
  try {
    const { values, positionals } = flags(args, onlyHelp)
    if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" means nothing here`)
    if (values.help) process.stdout.write(help)
    else act()
    return 0
  } catch (error) {
    return failed(error)
  }
}
