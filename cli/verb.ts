import type { ParseArgsOptionsConfig } from 'node:util'
import { nearest } from '../lib/service/nearest.ts'
import type { Answer } from './answer.ts'
import type { Operator, Order } from './operator.ts'
import { UsageError } from './usage.ts'

/** What was typed after a verb. */
export interface Typed {
  /** As many as the verb takes. */
  readonly words: readonly string[]
  /** A flag's text; `undefined` where it was not given. Throws UsageError for an empty one. */
  text(flag: string): string | undefined
  /** Every text of a flag that may come again. */
  texts(flag: string): readonly string[]
  has(flag: string): boolean
}

/** One thing that an operator may say or ask. */
export interface Verb {
  /** One word, or two as in `maintenance plan`. */
  readonly name: string
  /** Names of its words; those in brackets may be left out. */
  readonly takes: readonly string[]
  /** What it is for, in one line. */
  readonly does: string
  /** What stands in `--help`, a line for each flag of its own. */
  readonly more?: readonly string[]
  readonly examples: readonly string[]
  readonly flags?: ParseArgsOptionsConfig
  /** The fields of the request that are the verb's own, `command` among them. Throws UsageError. */
  fields(typed: Typed): Readonly<Record<string, unknown>> & { readonly command: string }
  /** Where one request is not all of it. `note` is for people. */
  say?(operator: Operator, order: Order, note: (text: string) => void, typed: Typed): Promise<Answer>
}

/** `; did you mean ...?`, where something near is known. */
export const orNear = (found: string, known: readonly string[]): string => {
  const near = nearest(found, known)
  return near === undefined ? '' : `; did you mean "${near}"?`
}

export const incidentIn = (text = ''): string => {
  if (/^[A-Z]{2,5}-\d{4,9}$/.test(text)) return text
  throw new UsageError(`"${text}" is no incident; they look like SS-0001`)
}

export const noticeIn = (text = ''): string => {
  if (/^[A-Z]{2,5}-\d{4,9}\/\d{1,4}$/.test(text)) return text
  throw new UsageError(`"${text}" is no notice; they look like SS-0001/2, and "posts" lists them`)
}

export const oneOf = <Word extends string>(what: string, text: string, known: readonly Word[]): Word => {
  const found = known.find(word => word === text)
  if (found !== undefined) return found
  throw new UsageError(`"${text}" is no ${what}${orNear(text, known)}; there are ${known.join(', ')}`)
}

export const needed = (typed: Typed, flag: string, why: string): string => {
  const text = typed.text(flag)
  if (text !== undefined) return text
  throw new UsageError(`--${flag} is missing: ${why}`)
}

/** A field, where there is a text for it. */
export const given = <Name extends string>(name: Name, text: string | undefined) =>
  text === undefined ? {} : { [name]: text }
