import * as v from 'valibot'
import { idOfArn, propertiesOf, type Template, TemplateProblem } from './template.ts'

/** One route of the HTTP API. */
export interface HttpRoute {
  /** `POST /commands`, `GET /ack/{token}` */
  readonly key: string
  /** Only who proves to be an operator comes in. */
  readonly isSigned: boolean
  /** Id of a function. */
  readonly target: string
}

const routeSchema = v.object({
  RouteKey: v.pipe(v.string(), v.regex(/^[A-Z]+ \/\S*$/, 'a method and a path')),
  AuthorizationType: v.picklist(['AWS_IAM', 'NONE']),
  Target: v.pipe(v.string(), v.startsWith('integrations/')),
})
const integrationSchema = v.object({
  IntegrationType: v.literal('AWS_PROXY'),
  IntegrationUri: v.string(),
  PayloadFormatVersion: v.literal('2.0'),
})

/** The function behind an integration. */
const functionBehind = ({ Resources }: Template, integration: string): string => {
  const found = Resources[integration]
  if (!found) throw new TemplateProblem(integration, 'a route leads to it, and it is not there')
  const { IntegrationUri } = propertiesOf(integration, found.Properties, integrationSchema)
  const id = idOfArn(IntegrationUri)
  if (id !== undefined && Resources[id]?.Type === 'AWS::Lambda::Function') return id
  throw new TemplateProblem(integration, `${IntegrationUri} is no function`)
}

/** The routes of the template. Throws TemplateProblem for one that would answer otherwise here than in AWS. */
export const routesOf = (template: Template): readonly HttpRoute[] =>
  Object.entries(template.Resources).flatMap(([id, { Type, Properties }]) => {
    if (Type !== 'AWS::ApiGatewayV2::Route') return []
    const { RouteKey, AuthorizationType, Target } = propertiesOf(id, Properties, routeSchema)
    const target = functionBehind(template, Target.slice('integrations/'.length))
    return [{ key: RouteKey, isSigned: AuthorizationType === 'AWS_IAM', target }]
  })
