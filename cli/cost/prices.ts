import { readFileSync } from 'node:fs'
import * as v from 'valibot'

/** What a line of the bill belongs to. `fixed` costs the same whatever happens; `x` goes to X. */
export const groups = ['requests', 'compute', 'storage', 'network', 'fixed', 'x'] as const
export type Group = (typeof groups)[number]

const amount = v.pipe(v.number(), v.minValue(0))
const priceSchema = v.strictObject({
  /** Dollars for `per` units. */
  usd: amount,
  per: v.pipe(amount, v.gtValue(0)),
  /** Units a month that cost nothing, for good. */
  free: amount,
  group: v.picklist(groups),
  what: v.string(),
  date: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}$/)),
  source: v.string(),
  /** Nobody has compared it with the list yet, if false. */
  confirmed: v.boolean(),
})
export type Price = v.InferOutput<typeof priceSchema>

const keys = [
  'schedules',
  'invocations',
  'events',
  'reads',
  'writes',
  'secretReads',
  'messages',
  'files',
  'fileStorage',
  'visits',
  'computeArm64',
  'computeX86',
  'tableStorage',
  'backups',
  'logs',
  'logStorage',
  'dataOut',
  'alarms',
  'dashboards',
  'metrics',
  'traces',
  'secrets',
  'keys',
  'posts',
  'postsWithUrl',
  'xReads',
] as const
export type PriceKey = (typeof keys)[number]

const pricesSchema = v.strictObject({
  /** The region that the list is of. */
  listed: v.string(),
  elsewhere: v.strictObject({ factor: v.pipe(v.number(), v.minValue(1)), note: v.string() }),
  prices: v.strictObject(v.entriesFromList(keys, priceSchema)),
})
export type Prices = v.InferOutput<typeof pricesSchema>

/** The price file beside this one. Throws v.ValiError where it is none. */
export const readPrices = (): Prices =>
  v.parse(pricesSchema, JSON.parse(readFileSync(new URL('prices.json', import.meta.url), 'utf8')))

/** By how much a price of the list grows in a region; X asks the same everywhere. */
export const factorOf = ({ listed, elsewhere }: Prices, region: string, { group }: Price): number =>
  region === listed || group === 'x' ? 1 : elsewhere.factor
