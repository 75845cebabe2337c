import * as v from 'valibot'
import { durationBetween } from './duration.ts'
import { postsPaid } from './euros.ts'
import { counting, eurosUpTo, told } from './fields.ts'
import { shape } from './shape.ts'

export const languages = ['es', 'ca', 'va', 'gl', 'eu', 'en'] as const
export const modes = ['auto', 'approve', 'shadow'] as const
export type Mode = (typeof modes)[number]

/** A beginning and its end: with less, nothing could ever be told. */
const leastPosts = 2

const budget = shape({
  day: v.optional(counting(leastPosts, 10_000), 100),
  month: v.optional(counting(leastPosts, 100_000), 1_000),
  euros: v.optional(
    told(
      shape({ day: v.optional(eurosUpTo(10_000)), month: v.optional(eurosUpTo(100_000)) }),
      'Euros a day and a month, by the price of a post. Whichever ends first, posts or euros, counts.',
    ),
  ),
})

const approval = shape({
  wait: v.optional(durationBetween(60_000, 86_400_000, 'from 1m to 24h'), '15m'),
  otherwise: v.optional(v.picklist(['tell', 'drop']), 'drop'),
})

const settings = shape({
  language: v.optional(v.picklist(languages), 'es'),
  mode: v.optional(
    told(
      v.picklist(modes),
      'auto sends, approve waits for a yes to each post, shadow rehearses without sending.',
    ),
    'auto',
  ),
  approval: v.optional(
    told(approval, 'In mode approve: how long a post waits for its yes, and what becomes of it then.'),
    {},
  ),
  price: v.optional(
    told(
      eurosUpTo(10),
      'Euros a post, an estimate: X asks $0.015, and over 13 times as much for one with an address.',
    ),
    0.014,
  ),
  budget: v.optional(told(budget, 'Posts a day and a month, ends of what was told included.'), {}),
})

type Settings = v.InferOutput<typeof settings>

const key = (key: string, value: unknown) =>
  ({ type: 'unknown', origin: 'value', input: undefined, key, value }) as const

/** The euros that pay for less than a beginning and its end. */
const tooFew = ({ budget: { euros = {} }, price }: Settings) =>
  (['day', 'month'] as const).flatMap(span => {
    const sum = euros[span]
    return sum !== undefined && postsPaid(sum, price) < leastPosts ? [{ span, sum }] : []
  })

/** One channel of a service: how it speaks, and what it may spend. */
export const channel = v.pipe(
  settings,
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    const { price } = dataset.value
    for (const { span, sum } of tooFew(dataset.value))
      addIssue({
        message: `${Number((leastPosts * price).toFixed(4))} euros or more: a beginning and its end, at ${price} euros each`,
        input: sum,
        path: [key('budget', dataset.value.budget), key('euros', dataset.value.budget.euros), key(span, sum)],
      })
  }),
)
