import type { Template } from '../../infra/template.ts'
import { type Json, named } from './synthesized.ts'

/** What says nothing of how it behaves, or says it elsewhere. All else is shown, so that nothing new can hide. */
const noise = new Set([
  'AlarmDescription',
  'AlarmName',
  'AttributeDefinitions',
  'Code',
  'Description',
  'Format',
  'Id',
  'PolicyName',
  'SecretString',
  'Sid',
  'Version',
])

/** At the end of what CDK names; also twice, and inside of names that are made of others. */
const hashes = /(?<=[A-Za-z])(?:[0-9A-F]{8})+\b/g

const isReference = (value: Json): boolean => {
  const [key = '', ...others] = Object.keys(value)
  return others.length === 0 && /^(?:Ref|Fn::)/.test(key)
}

/** `Allow [dynamodb:GetItem, dynamodb:PutItem] on StoreTable` */
const statementLine = ({ Effect, Action, Resource, Principal, Condition }: Json): string =>
  [
    `${Effect} ${short(Action)}`,
    Resource === undefined ? '' : ` on ${short(Resource)}`,
    Principal === undefined ? '' : ` to ${short(Principal)}`,
    Condition === undefined ? '' : ` if ${short(Condition)}`,
  ].join('')

const pairs = (value: Json, between: string): string[] =>
  Object.entries(value)
    .filter(([name]) => !noise.has(name))
    .map(([name, one]) => `${name}${between}${short(one)}`)

const short = (value: Json): string => {
  // A function of the network holds its source, which is reviewed as source.
  if (typeof value === 'string' && value.includes('\n')) return `${value.split('\n').length} lines`
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return value.length === 1 ? short(value[0]) : `[${value.map(short).join(', ')}]`
  if (isReference(value)) return named(value)
  if ('Effect' in value) return statementLine(value)
  if ('Statement' in value) return short(value.Statement)
  return `{${pairs(value, ': ').join(', ')}}`
}

type Resource = Template['Resources'][string]

const line = ([id, { Properties, DeletionPolicy }]: [string, Resource]): string => {
  const kept = DeletionPolicy === 'Retain' ? ['kept when the stack goes'] : []
  return `  ${[named({ Ref: id }), ...kept, ...pairs(Properties, '=').toSorted()].join('  ')}`.trimEnd()
}

/** Every resource of a template in one line, under its type, for whoever reviews a change. */
export const inventory = ({ Resources }: Template): string =>
  [...Map.groupBy(Object.entries(Resources), ([, { Type }]) => Type)]
    .toSorted(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([type, all]) => `${type}\n${all.map(line).toSorted().join('\n')}\n`)
    .join('\n')
    .replaceAll(hashes, '')
