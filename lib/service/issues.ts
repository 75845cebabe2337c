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

const noList = 'keys with values, no list'

/** A list where an object belongs reads to the schema as an object with keys 0, 1, 2: tell it as the list it is. */
const ofLists = (issue: Issue): Issue => {
  const last = issue.path?.at(-1)
  const isList = issue.type === 'strict_object' && last?.origin === 'key' && Array.isArray(last.input)
  if (!isList || !issue.path) return issue
  const [first, ...rest] = issue.path.slice(0, -1)
  const { path: _, ...bare } = issue
  const told = { ...bare, input: last.input, expected: 'Object', message: noList }
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

const entriesOf = (value: unknown): readonly (readonly [unknown, unknown])[] => {
  if (Array.isArray(value)) return [...value.entries()]
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}

/** Where every key may be left out, the schema takes an empty list for an object with none. */
const listsTaken = (input: unknown, output: unknown, path: readonly unknown[] = []): readonly Remark[] => {
  if (Array.isArray(input) && !Array.isArray(output))
    return [{ severity: 'error', path: pathOf(path), found: described(input), allowed: noList }]
  const outputs = new Map(entriesOf(output))
  return entriesOf(input).flatMap(([key, inner]) => listsTaken(inner, outputs.get(key), [...path, key]))
}

type Judged = { readonly service: Service } | { readonly remarks: readonly Remark[] }

/** A service of what a file holds, or all that is wrong with it. */
export const judge = (value: unknown): Judged => {
  const result = v.safeParse(serviceSchema, value, { message: allowed })
  if (result.success) {
    const remarks = listsTaken(value, result.output)
    return remarks.length > 0 ? { remarks } : { service: result.output }
  }
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
