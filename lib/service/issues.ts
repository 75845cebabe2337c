import * as v from 'valibot'
import { described, pathOf, type Remark } from './problem.ts'
import { type Service, serviceSchema } from './service.ts'

type Issue = v.BaseIssue<unknown>

const options = (expected: string | null) =>
  expected?.replace(/^\(|\)$/g, '').replaceAll(' | ', ', ') ?? 'another value'

/** What is allowed where a schema has no words of its own. */
const allowed = (issue: Issue): string => {
  switch (issue.type) {
    case 'string':
      return typeof issue.input === 'number' || typeof issue.input === 'boolean'
        ? 'text: put it in quotes'
        : 'text'
    case 'array':
      return 'a list'
    case 'boolean':
      return 'true or false'
    default:
      return options(issue.expected)
  }
}

const isUnknownKey = (issue: Issue) => issue.type === 'strict_object' && issue.expected === 'never'

const toRemark = (issue: Issue): Remark => ({
  severity: 'error',
  path: pathOf(issue.path?.map(item => item.key) ?? []),
  found: isUnknownKey(issue) ? `the unknown key ${described(issue.input)}` : described(issue.input),
  allowed: issue.message,
})

/** A list where an object belongs reads to the schema as an object with keys 0, 1, 2: tell it as the list it is. */
const ofLists = (issue: Issue): Issue => {
  const last = issue.path?.at(-1)
  const isList = issue.type === 'strict_object' && last?.origin === 'key' && Array.isArray(last.input)
  if (!isList || !issue.path) return issue
  const [first, ...rest] = issue.path.slice(0, -1)
  const { path: _, ...bare } = issue
  const told = { ...bare, input: last.input, expected: 'Object', message: 'keys with values, no list' }
  return first ? { ...told, path: [first, ...rest] } : told
}

/** One remark a place: a second issue there only says the first again. */
const first = (remarks: readonly Remark[]): readonly Remark[] =>
  [...new Map(remarks.toReversed().map(one => [one.path, one])).values()].toReversed()

const without = (value: unknown, [key, ...rest]: readonly unknown[]): unknown => {
  if (Array.isArray(value)) return value.map((item, index) => (index === key ? without(item, rest) : item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      if (name !== key) return [[name, inner]]
      return rest.length === 0 ? [] : [[name, without(inner, rest)]]
    }),
  )
}

type Judged = { readonly service: Service } | { readonly remarks: readonly Remark[] }

/** A service of what a file holds, or all that is wrong with it. */
export const judge = (value: unknown): Judged => {
  const result = v.safeParse(serviceSchema, value, { message: allowed })
  if (result.success) return { service: result.output }
  const issues = result.issues.map(ofLists)
  const unknown = issues.filter(isUnknownKey)
  // The schema stops at the first unknown key of an object: take it out and look again for the others.
  const cleaned = unknown.reduce<unknown>(
    (left, issue) => without(left, issue.path?.map(item => item.key) ?? []),
    value,
  )
  const others = unknown.length > 0 ? judge(cleaned) : { remarks: [] }
  const rest = unknown.length > 0 ? [] : issues.map(toRemark)
  return {
    remarks: first([...unknown.map(toRemark), ...rest, ...('remarks' in others ? others.remarks : [])]),
  }
}
