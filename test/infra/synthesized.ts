import { join } from 'node:path'
import { synthesize, type Template } from '../../infra/template.ts'

export const root = join(import.meta.dirname, '..', '..')
export const shipped = join(root, 'services', 'seguridad-social.yaml')

/** Plain JSON, whose shape is what a test asserts. */
export type Json = ReturnType<typeof JSON.parse>
export type Properties = Record<string, Json>
export type Found = { readonly id: string; readonly properties: Properties; readonly policy: unknown }

/** The stack of the shipped service, or of others. */
export const stackOf = (config: readonly string[] = [shipped], context: Record<string, unknown> = {}) =>
  synthesize({ config, context }).template

/** All resources of a type. */
export const all = (template: Template, type: string): Found[] =>
  Object.entries(template.Resources)
    .filter(([, one]) => one.Type === type)
    .map(([id, one]) => ({ id, properties: one.Properties, policy: one.DeletionPolicy }))

/** The logical id that a value points to, without its hash; the whole value, if it is plain text. */
export const named = (value: Json): string => {
  if (typeof value === 'string') return value
  if (value?.Ref) return value.Ref.replace(/[0-9A-F]{8}$/, '')
  if (value?.['Fn::GetAtt']) return named({ Ref: value['Fn::GetAtt'][0] })
  if (value?.['Fn::Join']) return value['Fn::Join'][1].map(named).join(value['Fn::Join'][0])
  return JSON.stringify(value)
}

/** The Lambda that is made of `functions/<entry>.ts`. */
export const lambdaOf = (template: Template, entry: string): Found => {
  const found = Object.entries(template.Resources).find(
    ([, one]) => one.Metadata['atalaya:entry'] === `functions/${entry}.ts`,
  )
  if (!found) throw new Error(`no Lambda of functions/${entry}.ts`)
  return { id: found[0], properties: found[1].Properties, policy: undefined }
}

/** Resources of a type that point to this one by `property`. */
export const pointingTo = (template: Template, type: string, property: string, id: string): Properties[] =>
  all(template, type)
    .map(one => one.properties)
    .filter(one => JSON.stringify(one[property]).includes(`"${id}"`))

const list = <Value>(value: Value | Value[]): Value[] => [value].flat() as Value[]

/** What a role may do: each action with the names of the resources it may be done to. */
export const allowedTo = (template: Template, role: unknown): Record<string, string[]> => {
  const statements = all(template, 'AWS::IAM::Policy')
    .filter(one => one.properties.Roles.map(named).includes(named(role)))
    .flatMap(one => one.properties.PolicyDocument.Statement as Properties[])
  const pairs = statements.flatMap(one =>
    list(one.Action as string).map(action => [action, list(one.Resource).map(named)] as const),
  )
  return Object.fromEntries(pairs)
}
