import * as v from 'valibot'
import type { Template } from '../../infra/template.ts'

interface OfFunction {
  /** MB */
  readonly memory: number
  readonly isArm: boolean
  /** Whether each of its calls makes a trace. */
  readonly isTraced: boolean
}

/** What the template says of what is paid by the month or by its size. */
export interface Deployed {
  /** By source, such as `functions/probe.ts`. */
  readonly functions: Readonly<Record<string, OfFunction>>
  readonly alarms: number
  readonly dashboards: number
  readonly secrets: number
  readonly keys: number
  /** Days that log lines are kept. */
  readonly logDays: number
}

const functionSchema = v.object({
  MemorySize: v.number(),
  Architectures: v.tuple([v.picklist(['arm64', 'x86_64'])]),
  TracingConfig: v.optional(v.object({ Mode: v.string() })),
})
const logSchema = v.object({ RetentionInDays: v.number() })

export const deployed = ({ Resources }: Template): Deployed => {
  const all = (type: string) => Object.values(Resources).filter(one => one.Type === type)
  const functions = all('AWS::Lambda::Function').flatMap(one => {
    const entry = one.Metadata['atalaya:entry']
    if (typeof entry !== 'string') return []
    const { MemorySize, Architectures, TracingConfig } = v.parse(functionSchema, one.Properties)
    const isTraced = TracingConfig?.Mode === 'Active'
    return [[entry, { memory: MemorySize, isArm: Architectures[0] === 'arm64', isTraced }] as const]
  })
  const days = all('AWS::Logs::LogGroup').map(one => v.parse(logSchema, one.Properties).RetentionInDays)
  return {
    functions: Object.fromEntries(functions),
    alarms: all('AWS::CloudWatch::Alarm').length,
    dashboards: all('AWS::CloudWatch::Dashboard').length,
    secrets: all('AWS::SecretsManager::Secret').length,
    keys: all('AWS::KMS::Key').length,
    logDays: Math.max(...days),
  }
}
