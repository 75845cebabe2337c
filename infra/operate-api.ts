import { Stack, Validations } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import {
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  type HttpRoute,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { routes } from '../lib/operate/routes.ts'
import type { OwnKey } from './own-key.ts'
import type { Settings } from './settings.ts'

/** A line for each request, without its address: paths hold keys of links, and the route says enough. */
const line = AccessLogFormat.custom(
  JSON.stringify({
    at: '$context.requestTime',
    request: '$context.requestId',
    route: '$context.routeKey',
    status: '$context.status',
    milliseconds: '$context.responseLatency',
    caller: '$context.identity.userArn',
    error: '$context.error.message',
    inside: '$context.integrationErrorMessage',
  }),
)

/** Some operators, a script or two, and a page on phones; whoever tries keys or floods is slowed down. */
const throttle = { rateLimit: 10, burstLimit: 20 }

export interface OperateApiProps {
  readonly settings: Settings
  /** Of the access log. */
  readonly key: OwnKey | undefined
  readonly function: IFunction
}

/** The address of the operators' function, over HTTPS only. There is no CORS: no other site has business here. */
export class OperateApi extends Construct {
  readonly api: HttpApi

  constructor(scope: Construct, id: string, { settings, key, ...props }: OperateApiProps) {
    super(scope, id)
    this.api = new HttpApi(this, 'Api', {
      apiName: `${Stack.of(this).stackName}-Operate`,
      description: "Takes the operators' commands",
      createDefaultStage: false,
    })
    this.addRoutes(new HttpLambdaIntegration('Function', props.function))
    const log = new LogGroup(this, 'Access', {
      retention: settings.logDays,
      ...(key && { encryptionKey: key.key }),
    })
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      autoDeploy: true,
      throttle,
      accessLogSettings: { destination: new LogGroupLogDestination(log), format: line },
    })
  }

  private addRoutes(integration: HttpLambdaIntegration): void {
    for (const [key, { signed }] of Object.entries(routes)) {
      const [method = '', path = ''] = key.split(' ')
      const authorizer = signed ? new HttpIamAuthorizer() : new HttpNoneAuthorizer()
      const made = this.api.addRoutes({
        path,
        methods: Object.values(HttpMethod).filter(one => one === method),
        integration,
        authorizer,
      })
      if (!signed) for (const route of made) acknowledge(route)
    }
  }
}

const acknowledge = (route: HttpRoute): void =>
  Validations.of(route).acknowledge({
    id: 'AwsSolutions::AwsSolutions-APIG4',
    reason:
      'People come here with a phone or a browser: a sealed token in the path or a sealed session is checked inside.',
  })
