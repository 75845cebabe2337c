import * as v from 'valibot'
import { type Pattern, patternSchema } from './pattern.ts'
import { type HttpRoute, routesOf } from './routes.ts'
import { idOfArn, propertiesOf, type Resource, type Template, TemplateProblem } from './template.ts'

/** What tells a function of another region from those at home. */
export interface Vantage {
  readonly region: string
  /** Its fixed name there, by which home asks for it. */
  readonly name: string
  /** Address of this machine that its looks leave from: home's is 127.0.0.1. */
  readonly address: string
}

/** One Lambda of the template. */
export interface LocalFunction {
  readonly id: string
  /** Where it runs, if elsewhere than the rest. */
  readonly vantage?: Vantage
  /** Its source, such as `functions/probe.ts`. */
  readonly entry: string
  readonly environment: Readonly<Record<string, string>>
  /** Milliseconds. */
  readonly timeout: number
  /** How often an asynchronous call is tried again. */
  readonly retries: number
}

export interface Rule {
  readonly id: string
  readonly bus: string
  readonly pattern: Pattern
  /** Ids of functions. */
  readonly targets: readonly string[]
}

export interface Schedule {
  readonly id: string
  readonly minutes: number
  /** Id of a function. */
  readonly target: string
  /** JSON, perhaps with `<aws.scheduler.scheduled-time>`. */
  readonly input: string
}

export interface Table {
  readonly id: string
  readonly properties: Resource['Properties']
}

/** What starts what, as the synthesized template says. */
export interface Wiring {
  readonly functions: readonly LocalFunction[]
  readonly buses: readonly string[]
  readonly rules: readonly Rule[]
  readonly schedules: readonly Schedule[]
  readonly tables: readonly Table[]
  /** Ids of buckets. */
  readonly buckets: readonly string[]
  /** Of the operators' HTTP API. */
  readonly routes: readonly HttpRoute[]
}

const lambda = v.object({
  Timeout: v.optional(v.number(), 3),
  Environment: v.optional(v.object({ Variables: v.optional(v.record(v.string(), v.string()), {}) }), {}),
})
const invokeConfig = v.object({
  FunctionName: v.string(),
  MaximumRetryAttempts: v.optional(v.number(), 2),
})
/** Strict where a key that is not understood would change what is delivered. */
const ruleTarget = v.strictObject({
  Arn: v.string(),
  Id: v.string(),
  RetryPolicy: v.optional(v.unknown()),
  DeadLetterConfig: v.optional(v.unknown()),
})
const rule = v.object({
  EventBusName: v.string(),
  EventPattern: patternSchema,
  State: v.optional(v.picklist(['ENABLED', 'DISABLED']), 'ENABLED'),
  Targets: v.array(ruleTarget),
})
const schedule = v.object({
  ScheduleExpression: v.pipe(v.string(), v.regex(/^rate\(\d+ minutes?\)$/, 'rate(<n> minutes)')),
  State: v.optional(v.picklist(['ENABLED', 'DISABLED']), 'ENABLED'),
  Target: v.object({ Arn: v.string(), Input: v.string() }),
})

type Entries = readonly (readonly [string, Resource])[]

const ofType = (template: Template, ...types: readonly string[]): Entries =>
  Object.entries(template.Resources).filter(([, one]) => types.includes(one.Type))

const functionsOf = (template: Template): readonly LocalFunction[] => {
  const configs = ofType(template, 'AWS::Lambda::EventInvokeConfig').map(([id, one]) =>
    propertiesOf(id, one.Properties, invokeConfig),
  )
  return ofType(template, 'AWS::Lambda::Function').flatMap(([id, one]) => {
    const entry = one.Metadata['atalaya:entry']
    if (typeof entry !== 'string') return []
    const { Timeout, Environment } = propertiesOf(id, one.Properties, lambda)
    const retries = configs.find(config => config.FunctionName === id)?.MaximumRetryAttempts ?? 2
    return [{ id, entry, environment: Environment.Variables, timeout: Timeout * 1_000, retries }]
  })
}

/** A target that is one of our functions; anything else would silently get nothing here. */
const targetOf = (id: string, arn: string, functions: readonly LocalFunction[]): string => {
  const target = idOfArn(arn)
  if (target && functions.some(one => one.id === target)) return target
  throw new TemplateProblem(id, `its target ${arn} is no function with the metadata atalaya:entry`)
}

const rulesOf = (template: Template, functions: readonly LocalFunction[]): readonly Rule[] =>
  ofType(template, 'AWS::Events::Rule').flatMap(([id, one]) => {
    const { EventBusName, EventPattern, State, Targets } = propertiesOf(id, one.Properties, rule)
    if (State === 'DISABLED') return []
    const targets = Targets.map(target => targetOf(id, target.Arn, functions))
    return [{ id, bus: EventBusName, pattern: EventPattern, targets }]
  })

const schedulesOf = (template: Template, functions: readonly LocalFunction[]): readonly Schedule[] =>
  ofType(template, 'AWS::Scheduler::Schedule').flatMap(([id, one]) => {
    const { ScheduleExpression, State, Target } = propertiesOf(id, one.Properties, schedule)
    if (State === 'DISABLED') return []
    const minutes = Number(/\d+/.exec(ScheduleExpression)?.[0])
    return [{ id, minutes, target: targetOf(id, Target.Arn, functions), input: Target.Input }]
  })

const named = v.object({ FunctionName: v.string() })

/** The functions of the stacks in other regions, each with an address of its own. Throws TemplateProblem. */
export const vantagesOf = (
  stacks: readonly { readonly region: string; readonly template: Template }[],
): readonly LocalFunction[] =>
  stacks.flatMap(({ region, template }, n) =>
    functionsOf(template).map(one => {
      const { Properties = {} } = template.Resources[one.id] ?? {}
      const { FunctionName: name } = propertiesOf(one.id, Properties, named)
      const vantage = { region, name, address: `127.0.0.${n + 2}` }
      return { ...one, id: `${region}/${one.id}`, vantage }
    }),
  )

/** Reads the wiring. Throws TemplateProblem for whatever would run otherwise here than in AWS. */
export const wiringOf = (template: Template): Wiring => {
  const functions = functionsOf(template)
  return {
    functions,
    buses: ofType(template, 'AWS::Events::EventBus').map(([id]) => id),
    rules: rulesOf(template, functions),
    schedules: schedulesOf(template, functions),
    tables: ofType(template, 'AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map(([id, one]) => ({
      id,
      properties: one.Properties,
    })),
    buckets: ofType(template, 'AWS::S3::Bucket').map(([id]) => id),
    routes: routesOf(template),
  }
}
