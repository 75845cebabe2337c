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

/** The end of a command that failed: its words go to stderr; returns the exit code. */
export const failed = (error: unknown): number => {
  if (error instanceof ConfigError) {
    process.stderr.write(`${error.message}\n`)
    return usageExit
  }
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\nSee --help.\n`)
    return usageExit
  }
  const expected = error instanceof RunRefused || error instanceof TemplateProblem
  process.stderr.write(`${expected ? withCause(error) : describe(error)}\n`)
  return 1
}
