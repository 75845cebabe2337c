import * as v from 'valibot'

const resource = v.object({
  Type: v.string(),
  Properties: v.optional(v.record(v.string(), v.unknown()), {}),
  Metadata: v.optional(v.record(v.string(), v.unknown()), {}),
})

/** What the local run reads of a CloudFormation template. */
export const templateSchema = v.object({ Resources: v.record(v.string(), resource) })
export type Template = v.InferOutput<typeof templateSchema>
export type Resource = v.InferOutput<typeof resource>

/** The template asks for something that does not run here; better said at the start than found out later. */
export class TemplateProblem extends Error {
  override readonly name = 'TemplateProblem'
  /** Logical id of the resource. */
  readonly resource: string

  constructor(id: string, what: string) {
    super(`${id} in the synthesized template cannot run here: ${what}`)
    this.resource = id
  }
}

const arnPrefix = 'arn:aws:local:::'

/** Logical id behind an ARN that `resolved` made; `undefined` for another. */
export const idOfArn = (arn: string): string | undefined =>
  arn.startsWith(arnPrefix) ? arn.slice(arnPrefix.length) : undefined

const pseudo: Readonly<Record<string, string>> = {
  'AWS::Region': 'local',
  'AWS::AccountId': '000000000000',
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'localhost',
  'AWS::StackName': 'local',
}

const attribute = (id: string, name: unknown) => (name === 'Arn' ? `${arnPrefix}${id}` : id)

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const intrinsic = (id: string, name: string, argument: unknown): unknown => {
  const value = resolved(id, argument)
  if (name === 'Ref' && typeof value === 'string') return pseudo[value] ?? value
  if (name === 'Fn::ImportValue') return value
  if (name === 'Fn::GetAtt' && Array.isArray(value)) return attribute(String(value[0]), value[1])
  if (name === 'Fn::Join' && Array.isArray(value) && Array.isArray(value[1])) {
    return value[1].map(String).join(String(value[0]))
  }
  if (name === 'Fn::Sub' && typeof value === 'string') {
    return value.replace(/\$\{([^}.]+)(?:\.([^}]+))?\}/g, (_, of: string, part?: string) =>
      part ? attribute(of, part) : (pseudo[of] ?? of),
    )
  }
  throw new TemplateProblem(id, `it uses ${name}`)
}

/**
 * A value of the template with its references filled in: `Ref` gives the logical id, which is the local name of
 * everything, and `Arn` an ARN that `idOfArn` reads. Throws TemplateProblem for an intrinsic that is not known here.
 */
export const resolved = (id: string, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(one => resolved(id, one))
  if (!isRecord(value)) return value
  const [first, ...others] = Object.entries(value)
  if (first && others.length === 0 && (first[0] === 'Ref' || first[0].startsWith('Fn::'))) {
    return intrinsic(id, first[0], first[1])
  }
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolved(id, one)]))
}

/** The properties of a resource that `schema` names, with references filled in. Throws TemplateProblem. */
export const propertiesOf = <S extends v.GenericSchema>(
  id: string,
  properties: Resource['Properties'],
  schema: S,
): v.InferOutput<S> => {
  const parsed = v.safeParse(schema, resolved(id, properties))
  if (parsed.success) return parsed.output
  throw new TemplateProblem(id, v.summarize(parsed.issues))
}
