import * as v from 'valibot'
import { alerts } from './alerts.ts'
import { channel, type languages } from './channel.ts'
import { duration, durationBetween } from './duration.ts'
import { counting, line, text, told } from './fields.ts'
import { shape } from './shape.ts'

export type { Mode } from './channel.ts'
export type Language = (typeof languages)[number]

/** Names that every object has already. */
const taken = ['constructor', 'prototype']
const id = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens, a letter first, 40 at most'),
  v.check(text => !taken.includes(text), `any name but ${taken.join(' and ')}`),
)
const withoutUser = (url: string) => {
  const { username, password } = URL.parse(url) ?? {}
  return !username && !password
}
const httpUrl = v.pipe(
  v.string(),
  v.regex(/^https?:\/\/[^\s/]+/, 'an http:// or https:// address'),
  v.check(url => URL.canParse(url), 'an http:// or https:// address'),
  v.check(withoutUser, 'an address without a user or password: it appears in logs'),
)
/** Plain HTTP only for a stand-in on this machine. */
const hub = v.pipe(
  v.string(),
  v.regex(/^(?:https:\/\/|http:\/\/127\.0\.0\.1:)[^\s/#]+[^\s#]*$/, 'an https:// address without a #'),
  v.check(url => URL.canParse(url), 'an https:// address'),
  v.check(withoutUser, 'an address without a user or password: every feed names it'),
)
const names = shape(
  {
    es: line,
    ca: v.optional(line),
    va: v.optional(line),
    gl: v.optional(line),
    eu: v.optional(line),
    en: v.optional(line),
  },
  'a name per language, such as { es: "la web" }',
  { es: 'the name in Spanish, with its article, such as "la web"' },
)

// These belong to the connection, and the client refuses to send them.
const ofConnection = /^(?!(?:connection|content-length|expect|keep-alive|transfer-encoding|upgrade)$)/i
const headers = v.record(
  v.pipe(
    v.string(),
    v.regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'the name of a header, such as accept-language'),
    v.regex(ofConnection, 'a header that is not about the connection itself'),
  ),
  v.pipe(v.string(), v.regex(/^[\x20-\x7e]*$/, 'plain ASCII text on one line')),
  'headers by their names, such as { accept-language: es }',
)

const target = shape({
  url: httpUrl,
  headers: v.optional(told(headers, 'Other request headers of the look, such as a language.'), {}),
  expect: v.optional(
    shape({
      status: v.optional(v.pipe(v.array(counting(100, 599)), v.minLength(1, 'at least one status')), [200]),
      contains: v.optional(told(v.array(text), 'Any one of these in the body shows a healthy page.'), []),
      title: v.optional(told(text, "Part of the page's title.")),
    }),
    {},
  ),
  timeout: v.optional(durationBetween(1, 3_600_000, 'more than 0s, at most 1h'), '10s'),
  slow: v.optional(duration, '4s'),
  partial: v.optional(told(v.boolean(), 'A failure of this target only degrades its component.'), false),
})

// The calendar has the last word: 2026-02-30 looks like a date.
const isDay = (day: string) =>
  !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().slice(0, 10) === day

const phone = shape({
  number: v.pipe(
    v.string('a phone number in quotes, such as "060"'),
    v.regex(/^[0-9][0-9 ]{2,14}$/, 'a phone number: digits and spaces'),
  ),
  for: names,
  verifiedAt: v.pipe(
    v.string('a date, such as 2026-11-21'),
    v.isoDate('a date, such as 2026-11-21'),
    v.check(isDay, 'a day of the calendar, such as 2026-11-21'),
  ),
})

const described = { id, name: names, owner: v.optional(line), description: v.optional(names) }

const probed = shape(
  {
    ...described,
    targets: v.pipe(v.array(target), v.minLength(1, 'at least one target')),
    declared: v.exactOptional(v.never()),
  },
  'a component, with id, name and targets',
  { targets: 'targets to look at, or "declared: true" if only operators speak for it' },
)
const declared = shape({ ...described, declared: v.literal(true) }, undefined, {
  targets: 'either targets or "declared: true"',
})
/** The key `declared` alone chooses the branch, so that an error speaks of the one that was meant. */
const component = v.variant('declared', [probed, declared], issue =>
  issue.path
    ? 'true; or leave it out and give targets'
    : 'a component: an id, a name, and targets or "declared: true"',
)

const policy = shape({
  downRounds: v.optional(counting(1, 60), 3),
  upRounds: v.optional(counting(1, 60), 2),
  recheck: v.optional(v.pipe(v.array(duration), v.maxLength(5, 'at most 5 durations')), ['2s', '10s']),
  reopenWithin: v.optional(duration, '30m'),
  flapping: v.optional(
    shape({ changes: v.optional(counting(0, 1000), 6), within: v.optional(duration, '2h') }),
    {},
  ),
  fold: v.optional(shape({ tellAfter: v.optional(duration, '10m') }), {}),
  reconcile: v.optional(
    shape({
      after: v.optional(duration, '20s'),
      again: v.optional(duration, '2m'),
      lease: v.optional(durationBetween(2_000, 600_000, 'from 2s to 10m'), '60s'),
      attempts: v.optional(counting(1, 20), 5),
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

const idOf = (one: unknown): unknown =>
  typeof one === 'object' && one !== null && 'id' in one ? one.id : undefined

const vantages = v.pipe(
  v.array(
    v.pipe(v.string(), v.regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'the code of a region, such as eu-west-1')),
  ),
  v.maxLength(6, 'at most 6 regions'),
  v.check(list => new Set(list).size === list.length, 'each region once'),
)

/** Each id that was there before, with where it comes again and where it came first. */
const repeatsIn = (list: unknown) => {
  const ids = Array.isArray(list) ? list.map(idOf) : []
  return ids.flatMap((id, again) => {
    const first = ids.indexOf(id)
    return typeof id === 'string' && first !== again ? [{ id, again, first }] : []
  })
}

const components = v.pipe(
  v.array(component),
  v.minLength(1, 'at least one component'),
  v.rawCheck(({ dataset, addIssue }) => {
    for (const { id, again, first } of repeatsIn(dataset.value))
      addIssue({
        message: `an id that no other component has (components[${first}] has this one)`,
        input: id,
        path: [
          { type: 'unknown', origin: 'value', input: undefined, key: again, value: undefined },
          { type: 'unknown', origin: 'value', input: undefined, key: 'id', value: id },
        ],
      })
  }),
)

/** The schema of services/<id>.yaml. Input is the file; output has every default and durations in milliseconds. */
export const serviceSchema = shape({
  $schema: v.optional(v.string()),
  id,
  code: told(
    v.pipe(v.string(), v.regex(/^[A-Z]{2,5}$/, '2 to 5 capital letters')),
    'Incidents are <code>-0001, <code>-0002, ...',
  ),
  name: names,
  timeZone: v.optional(
    v.pipe(v.string(), v.check(isTimeZone, 'an IANA time zone, such as Europe/Madrid')),
    'Europe/Madrid',
  ),
  official: v.optional(
    told(
      v.boolean(),
      'Whether the body itself speaks here. Unofficial editions say so and tell no acknowledgement.',
    ),
    false,
  ),
  contact: v.optional(
    told(
      v.pipe(line, v.regex(/^[\x20-\x7e]*$/, 'plain ASCII text: it travels in a header')),
      'A web page or mail address for whoever sees our looks in a log; part of the User-Agent.',
    ),
  ),
  hub: v.exactOptional(
    told(hub, 'A WebSub hub, which is told of each feed that changed, and tells those who subscribed to it.'),
  ),
  components,
  controls: v.optional(
    told(v.array(httpUrl), "Unrelated addresses that tell our own network's failure from theirs."),
    [],
  ),
  vantages: v.optional(
    told(
      vantages,
      'Other regions that are asked, too, before anything is called bad. Not the one of the stack.',
    ),
    [],
  ),
  phones: v.optional(v.array(phone), []),
  policy: v.optional(policy, {}),
  alerts: v.optional(
    told(alerts, 'How the operators are told; the places to tell belong to the deployment.'),
    {},
  ),
  channels: v.optional(shape({ x: v.optional(channel) }), { x: {} }),
})

export type Service = v.InferOutput<typeof serviceSchema>
export type ServiceFile = v.InferInput<typeof serviceSchema>
export type Component = Service['components'][number]
export type Target = v.InferOutput<typeof target>
export type Names = v.InferOutput<typeof names>
export type Policy = Service['policy']
export type Alerts = Service['alerts']
export type ChannelId = keyof Service['channels']
export type ChannelSettings = v.InferOutput<typeof channel>

/** The targets of a component; a declared one has none. */
export const targetsOf = (component: Component): readonly Target[] =>
  'targets' in component ? component.targets : []

/** A name in a language; Spanish where it has none. */
export const nameIn = (names: Names, language: Language): string => names[language] ?? names.es
