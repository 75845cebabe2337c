import * as v from 'valibot'
import { duration } from './duration.ts'

const languages = ['es', 'ca', 'va', 'gl', 'eu', 'en'] as const
export type Language = (typeof languages)[number]

const text = v.pipe(v.string(), v.trim(), v.nonEmpty('some text'))
const id = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens, a letter first, 40 at most'),
)
const httpUrl = v.pipe(
  v.string(),
  v.regex(/^https?:\/\/[^\s/]+/, 'an http:// or https:// address'),
  v.check(url => URL.canParse(url), 'an http:// or https:// address'),
)
const counting = (from: number, to: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(from, `a whole number from ${from} to ${to}`), v.maxValue(to))

const names = v.strictObject({
  es: text,
  ca: v.optional(text),
  va: v.optional(text),
  gl: v.optional(text),
  eu: v.optional(text),
  en: v.optional(text),
})

const target = v.strictObject({
  url: httpUrl,
  /** Other request headers of the look, such as a language. */
  headers: v.optional(v.record(v.string(), v.string()), {}),
  expect: v.optional(
    v.strictObject({
      status: v.optional(v.pipe(v.array(counting(100, 599)), v.minLength(1)), [200]),
      /** Any one of these in the body shows a healthy page. */
      contains: v.optional(v.array(text), []),
      /** Part of the page's title. */
      title: v.optional(text),
    }),
    {},
  ),
  timeout: v.optional(duration, '10s'),
  slow: v.optional(duration, '4s'),
  /** A failure of this target only degrades its component. */
  partial: v.optional(v.boolean(), false),
})

const phone = v.strictObject({
  number: v.pipe(v.string(), v.regex(/^[0-9][0-9 ]{2,14}$/, 'a phone number: digits and spaces')),
  for: names,
  verifiedAt: v.pipe(v.string(), v.isoDate('a date, such as 2026-11-21')),
})

const described = { id, name: names, owner: v.optional(text), description: v.optional(names) }

const probed = v.strictObject({ ...described, targets: v.pipe(v.array(target), v.minLength(1)) })
const declared = v.strictObject({ ...described, declared: v.literal(true) })

const policy = v.strictObject({
  downRounds: v.optional(counting(1, 60), 3),
  upRounds: v.optional(counting(1, 60), 2),
  recheck: v.optional(v.pipe(v.array(duration), v.maxLength(5)), ['2s', '10s']),
  reopenWithin: v.optional(duration, '30m'),
  flapping: v.optional(
    v.strictObject({ changes: v.optional(counting(0, 1000), 6), within: v.optional(duration, '2h') }),
    {},
  ),
  fold: v.optional(v.strictObject({ tellAfter: v.optional(duration, '10m') }), {}),
  reconcile: v.optional(
    v.strictObject({
      after: v.optional(duration, '20s'),
      again: v.optional(duration, '2m'),
      lease: v.optional(
        v.pipe(duration, v.minValue(2_000, 'at least 2s'), v.maxValue(600_000, 'at most 10m')),
        '60s',
      ),
      attempts: v.optional(counting(1, 20), 5),
    }),
    {},
  ),
})

const modes = ['auto', 'approve', 'shadow'] as const

const channel = v.strictObject({
  language: v.optional(v.picklist(languages), 'es'),
  mode: v.optional(v.picklist(modes), 'auto'),
  /** Posts a day and a month, ends of what was told included. */
  budget: v.optional(
    v.strictObject({
      day: v.optional(counting(2, 10_000), 100),
      month: v.optional(counting(2, 100_000), 1_000),
    }),
    {},
  ),
})

const isTimeZone = (zone: string) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const repeated = (ids: readonly string[]) => ids.find((one, index) => ids.indexOf(one) !== index)

/** The schema of services/<id>.yaml. Input is the file; output has every default and durations in milliseconds. */
export const serviceSchema = v.strictObject({
  $schema: v.optional(v.string()),
  id,
  code: v.pipe(v.string(), v.regex(/^[A-Z]{2,5}$/, '2 to 5 capital letters')),
  name: names,
  timeZone: v.optional(
    v.pipe(v.string(), v.check(isTimeZone, 'an IANA time zone, such as Europe/Madrid')),
    'Europe/Madrid',
  ),
  /** Whether the body itself speaks here. Unofficial editions say so and tell no acknowledgement. */
  official: v.optional(v.boolean(), false),
  /** A web page or mail address for whoever sees our looks in a log; part of the User-Agent. */
  contact: v.optional(text),
  components: v.pipe(
    v.array(v.union([probed, declared])),
    v.minLength(1, 'at least one component'),
    v.check(list => repeated(list.map(one => one.id)) === undefined, 'ids that differ from each other'),
  ),
  /** Unrelated addresses that tell our own network's failure from theirs. */
  controls: v.optional(v.array(httpUrl), []),
  phones: v.optional(v.array(phone), []),
  policy: v.optional(policy, {}),
  channels: v.optional(v.strictObject({ x: v.optional(channel) }), { x: {} }),
})

export type Service = v.InferOutput<typeof serviceSchema>
export type ServiceFile = v.InferInput<typeof serviceSchema>
export type Component = Service['components'][number]
export type Target = v.InferOutput<typeof target>
export type Names = v.InferOutput<typeof names>
export type Policy = Service['policy']
export type Mode = (typeof modes)[number]
export type ChannelId = keyof Service['channels']
export type ChannelSettings = v.InferOutput<typeof channel>

/** The targets of a component; a declared one has none. */
export const targetsOf = (component: Component): readonly Target[] =>
  'targets' in component ? component.targets : []

/** A name in a language; Spanish where it has none. */
export const nameIn = (names: Names, language: Language): string => names[language] ?? names.es
