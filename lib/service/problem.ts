/** What is wrong, or doubtful, at one place of a service. */
export interface Remark {
  /** An `error` stops the start; a `warning` is told and passes. */
  readonly severity: 'error' | 'warning'
  /** Such as `components[1].targets[0].timeout`; empty for the whole file. */
  readonly path: string
  readonly found: string
  readonly allowed: string
}

/** A remark with the file and, where it is known, the line (from 1). */
export interface Problem extends Remark {
  readonly file: string
  readonly line?: number
}

/** `components[1].targets[0].timeout` of its keys and indexes; a key that is no plain word is quoted. */
export const pathOf = (keys: readonly unknown[]): string =>
  keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`
    const word = String(key)
    if (!/^[\w$-]+$/.test(word)) return `${path}[${JSON.stringify(word)}]`
    return path === '' ? word : `${path}.${word}`
  }, '')

/** The path of what holds the place; empty for the file itself. */
export const parentOf = (path: string): string =>
  path.replace(/(?:(?:^|\.)[\w$-]+|\["[^"]*"\]|\[[^[]*\])$/, '')

const longest = 80
const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}...` : text)
const keysOf = (value: object): string => {
  const keys = Object.keys(value)
  return keys.length === 0 ? 'no keys' : cut(`the keys ${keys.join(', ')}`)
}

/** A value of a file in words, short enough for a line. */
export const described = (value: unknown): string => {
  if (value === undefined || value === null) return 'nothing'
  if (typeof value === 'string') return cut(JSON.stringify(value))
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (typeof value === 'object') return keysOf(value)
  return typeof value === 'number' ? `the number ${value}` : String(value)
}

// A name from a file must not move the cursor of the terminal that shows it.
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')

/** One line that a person can act on: file, line, severity, path, what was found, what is allowed. */
export const formatProblem = (problem: Problem): string => {
  const place = problem.line === undefined ? problem.file : `${problem.file}:${problem.line}`
  const path = problem.path === '' ? '' : ` ${problem.path}:`
  return oneLine(`${place}: ${problem.severity}:${path} found ${problem.found}; allowed: ${problem.allowed}`)
}
