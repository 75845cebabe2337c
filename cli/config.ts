import { readFileSync } from 'node:fs'
import { type Parsed, parseService } from '../lib/service/parse.ts'
import { formatProblem, type Problem } from '../lib/service/problem.ts'
import type { Service } from '../lib/service/service.ts'

/** Exit code of every command whose config or usage is wrong: nothing was started, nothing written. */
export const usageExit = 2

/** The service that ships with the code, watched where no other is named. */
export const defaultConfig = 'services/seguridad-social.yaml'

/** The config is wrong and has been told so; commands end with `usageExit`. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly file: string
  readonly problems: readonly Problem[]

  constructor(file: string, problems: readonly Problem[]) {
    super(`${file} is no service that can be watched`)
    this.file = file
    this.problems = problems
  }
}

const whole = (file: string, found: string, allowed: string): Parsed => ({
  problems: [{ severity: 'error', file, path: '', found, allowed }],
})

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)

const unread: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'a folder',
  EACCES: 'a file that may not be read',
  // Latin-1 bytes would reach the public as broken names.
  ERR_ENCODING_INVALID_ENCODED_DATA: 'text that is not UTF-8',
}

/** Reads and parses one file; what cannot be read is a problem like any other. */
export const readService = (file: string): Parsed => {
  try {
    return parseService(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)), file)
  } catch (error) {
    const code = codeOf(error)
    return whole(file, unread[code] ?? code, 'a YAML file in UTF-8, such as services/seguridad-social.yaml')
  }
}

const toStderr = (line: string) => {
  process.stderr.write(`${line}\n`)
}

/**
 * The service of a file. Warnings and problems go to `tell` (stderr), one a line.
 * @throws ConfigError if any of them is an error.
 */
export const loadService = (file: string, tell: (line: string) => void = toStderr): Service => {
  const parsed = readService(file)
  const remarks = 'service' in parsed ? parsed.warnings : parsed.problems
  for (const remark of remarks) tell(formatProblem(remark))
  if ('service' in parsed) return parsed.service
  throw new ConfigError(file, parsed.problems)
}
