import type { Handler } from '../../functions/lambda.ts'

export const arn = 'arn:aws:iam::123456789012:user/ana'

export interface Sent {
  readonly body?: string
  readonly path?: Readonly<Record<string, string>>
  readonly isBase64Encoded?: boolean
  /** Who signed; nobody, if absent. */
  readonly caller?: string
}

/** What API Gateway sends for a route of an HTTP API, in payload format 2.0, whole. */
export const gatewayEvent = (routeKey: string, { body, path, isBase64Encoded = false, caller }: Sent) => {
  const [method = '', pattern = ''] = routeKey.split(' ')
  const rawPath = pattern.replace(/\{(\w+)\}/g, (_, name) => path?.[name] ?? '')
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString: '',
    headers: { 'content-type': 'application/json', host: 'a1b2c3.execute-api.eu-west-1.amazonaws.com' },
    requestContext: {
      accountId: '123456789012',
      apiId: 'a1b2c3',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey,
      stage: '$default',
      ...(caller !== undefined && {
        authorizer: {
          iam: { accessKey: 'AKIA', accountId: '123456789012', userArn: caller, userId: 'AIDA' },
        },
      }),
    },
    ...(path && { pathParameters: path }),
    ...(body !== undefined && { body }),
    isBase64Encoded,
  }
}

export interface Answered {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Asks a handler as API Gateway does. */
export const through = async (handler: Handler, routeKey: string, sent: Sent) =>
  (await handler(JSON.parse(JSON.stringify(gatewayEvent(routeKey, sent))))) as Answered

/** The answer to a command that somebody signed. */
export const commanded = async (handler: Handler, command: unknown, caller = arn) => {
  const { body } = await through(handler, 'POST /commands', { body: JSON.stringify(command), caller })
  return JSON.parse(body)
}
