import * as v from 'valibot'
import type { Template } from './template.ts'

/** Actions that a role may do, and on what: `StoreTable`, `StoreTable/index/live`. */
export interface Grant {
  readonly actions: readonly string[]
  readonly on: readonly string[]
  /** Under which condition, as JSON. */
  readonly only?: string
}

/** A role and all that it may do. */
export interface Holder {
  /** Such as `Probe`: the function, or the schedules that bear the role. */
  readonly name: string
  /** Who may take the role on, such as `lambda.amazonaws.com`. */
  readonly taker: string
  readonly grants: readonly Grant[]
}

const listed = v.union([
  v.array(v.unknown()),
  v.pipe(
    v.unknown(),
    v.transform(one => [one]),
  ),
])
const statementSchema = v.object({
  Effect: v.literal('Allow'),
  Action: v.pipe(listed, v.array(v.string())),
  Resource: v.pipe(listed, v.array(v.unknown())),
  Condition: v.optional(v.record(v.string(), v.record(v.string(), v.unknown()))),
})
/** Strict: a role that holds policies of another kind must not pass for one that may do nothing. */
const roleSchema = v.object({
  AssumeRolePolicyDocument: v.object({
    Statement: v.tuple([v.looseObject({ Principal: v.object({ Service: v.string() }) })]),
  }),
  ManagedPolicyArns: v.optional(v.pipe(v.array(v.unknown()), v.length(0))),
  Policies: v.optional(v.pipe(v.array(v.unknown()), v.length(0))),
})
const policySchema = v.object({
  Roles: v.array(v.unknown()),
  PolicyDocument: v.object({ Statement: v.array(statementSchema) }),
})

const hash = /[0-9A-F]{8}$/
const joinSchema = v.tuple([v.string(), v.array(v.unknown())])
const attributeSchema = v.tuple([v.string(), v.string()])

/** What a value of the template points to, by logical ids without their hashes. */
export const nameOf = (value: unknown): string => {
  if (typeof value === 'string') return value
  if (v.is(v.object({ Ref: v.string() }), value)) return value.Ref.replace(hash, '')
  if (v.is(v.object({ 'Fn::GetAtt': attributeSchema }), value)) return nameOf({ Ref: value['Fn::GetAtt'][0] })
  if (v.is(v.object({ 'Fn::Join': joinSchema }), value)) {
    const [between, parts] = value['Fn::Join']
    return parts.map(nameOf).join(between)
  }
  return JSON.stringify(value)
}

const resourcesOf = <S extends v.GenericSchema>({ Resources }: Template, type: string, schema: S) =>
  Object.entries(Resources)
    .filter(([, one]) => one.Type === type)
    .map(([id, one]) => ({ id, properties: v.parse(schema, one.Properties) }))

/** References inside, by name; everything else as it stands. */
const named = (value: unknown): unknown => {
  if (v.is(v.record(v.string(), v.unknown()), value) && !Array.isArray(value)) {
    const [key = '', ...others] = Object.keys(value)
    if (others.length === 0 && /^(?:Ref|Fn::)/.test(key)) return nameOf(value)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, named(one)]))
  }
  return value
}

/** Every role of the stack, by name. Throws v.ValiError for a policy of a kind that is not known here. */
export const holdersOf = (template: Template): readonly Holder[] => {
  const policies = resourcesOf(template, 'AWS::IAM::Policy', policySchema)
  return resourcesOf(template, 'AWS::IAM::Role', roleSchema)
    .map(({ id, properties }) => ({
      name: nameOf({ Ref: id }).replace(/Role$/, ''),
      taker: properties.AssumeRolePolicyDocument.Statement[0].Principal.Service,
      grants: policies
        .filter(policy => policy.properties.Roles.map(nameOf).includes(nameOf({ Ref: id })))
        .flatMap(policy => policy.properties.PolicyDocument.Statement)
        .map(({ Action, Resource, Condition }) => ({
          actions: Action.toSorted(),
          on: Resource.map(nameOf).toSorted(),
          ...(Condition && { only: JSON.stringify(named(Condition)) }),
        })),
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
}
