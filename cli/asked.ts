import { randomUUID } from 'node:crypto'
import { userInfo } from 'node:os'
import type { Order } from './operator.ts'
import type { Place } from './place.ts'
import { flags, UsageError } from './usage.ts'
import { orNear, type Typed, type Verb } from './verb.ts'

/** Flags of every verb that speaks to a run. */
const common = {
  local: { type: 'string' },
  data: { type: 'string' },
  url: { type: 'string' },
  service: { type: 'string' },
  request: { type: 'string' },
  by: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

export type Asked =
  | { readonly is: 'help'; readonly verb: Verb }
  | {
      readonly is: 'order'
      readonly verb: Verb
      readonly typed: Typed
      readonly order: Order
      readonly place: Place
      readonly json: boolean
    }

type Values = Readonly<Record<string, unknown>>

const some = (flag: string, text: string): string => {
  if (text.trim() !== '') return text.trim()
  throw new UsageError(`--${flag} takes some text`)
}

const typedOf = (words: readonly string[], values: Values): Typed => {
  const text = (flag: string) => {
    const value = values[flag]
    return typeof value === 'string' ? some(flag, value) : undefined
  }
  const texts = (flag: string) => {
    const value = values[flag]
    return Array.isArray(value) ? value.map(one => some(flag, String(one))) : []
  }
  return { words, text, texts, has: flag => values[flag] === true }
}

const isNeeded = (name: string): boolean => !name.startsWith('[')

/** As many words as the verb takes, none of them empty. Throws UsageError. */
const checkWords = ({ name, takes, examples }: Verb, words: readonly string[]): void => {
  const missing = takes.filter(isNeeded)[words.length]
  if (missing !== undefined) throw new UsageError(`${name} needs ${missing}, as in: atalaya ${examples[0]}`)
  const extra = words[takes.length]
  if (extra !== undefined)
    throw new UsageError(`"${extra}" is too much${takes.includes('TEXT') ? ': put the text in quotes' : ''}`)
  for (const [n, word] of words.entries())
    if (word.trim() === '') throw new UsageError(`${takes[n]} is empty`)
}

const unknownVerb = (words: readonly string[], verbs: readonly Verb[]): UsageError => {
  const names = verbs.map(({ name }) => name)
  const [first] = words
  if (first === undefined) return new UsageError('no command: --help lists them')
  const under = names.filter(name => name.startsWith(`${first} `))
  if (under.length > 0) return new UsageError(`${first} is one of: ${under.join(', ')}`)
  return new UsageError(`"${first}" is no command${orNear(first, names)}`)
}

/** The verb that the first words name, and how many they are. Throws UsageError. */
const verbIn = (args: readonly string[], verbs: readonly Verb[]): readonly [Verb, number] => {
  const flag = args.findIndex(one => one.startsWith('-'))
  if (flag === 0 && args.some(one => !one.startsWith('-')))
    throw new UsageError('options come after the command, as in: atalaya status --json')
  const words = flag === -1 ? args : args.slice(0, flag)
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ')
    const verb = words.length >= length ? verbs.find(one => one.name === name) : undefined
    if (verb) return [verb, length]
  }
  throw unknownVerb(words, verbs)
}

const orderOf = (verb: Verb, typed: Typed): Order => {
  const service = typed.text('service')
  return {
    ...verb.fields(typed),
    request: typed.text('request') ?? randomUUID(),
    by: typed.text('by') ?? userInfo().username,
    ...(service !== undefined && { service }),
    ...(typed.has('dry-run') && { dryRun: true }),
  }
}

/** What was asked for. Throws UsageError, before anything is sent. */
export const asked = (args: readonly string[], verbs: readonly Verb[]): Asked => {
  const [verb, length] = verbIn(args, verbs)
  const { values, positionals } = flags(args.slice(length), { ...verb.flags, ...common })
  if (values.help) return { is: 'help', verb }
  checkWords(verb, positionals)
  const typed = typedOf(positionals, values)
  const place = { local: typed.text('local'), data: typed.text('data'), url: typed.text('url') }
  return { is: 'order', verb, typed, order: orderOf(verb, typed), place, json: values.json === true }
}
