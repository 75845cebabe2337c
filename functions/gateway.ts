import * as v from 'valibot'
import type { Answer } from '../lib/operate/answer.ts'
import type { Arrived } from '../lib/operate/http.ts'

/** What is read of API Gateway's payload format 2.0; the address is left out, as it may hold a key. */
const eventSchema = v.pipe(
  v.object({
    version: v.literal('2.0'),
    routeKey: v.string(),
    pathParameters: v.optional(v.record(v.string(), v.string()), {}),
    body: v.optional(v.string(), ''),
    isBase64Encoded: v.optional(v.boolean(), false),
    headers: v.optional(
      v.object({
        host: v.optional(v.string()),
        origin: v.optional(v.string()),
        'sec-fetch-site': v.optional(v.string()),
      }),
      {},
    ),
    cookies: v.optional(v.array(v.string()), []),
    requestContext: v.object({
      authorizer: v.optional(v.object({ iam: v.optional(v.object({ userArn: v.string() })) })),
    }),
  }),
  v.transform(
    (event): Arrived => ({
      route: event.routeKey,
      path: event.pathParameters,
      body: event.isBase64Encoded ? Buffer.from(event.body, 'base64').toString('utf8') : event.body,
      caller: event.requestContext.authorizer?.iam?.userArn,
      headers: event.headers,
      cookies: event.cookies,
    }),
  ),
)

/** The request of an event; `undefined` for what API Gateway does not send. */
export const arrivedIn = (event: unknown): Arrived | undefined => {
  const parsed = v.safeParse(eventSchema, event)
  return parsed.success ? parsed.output : undefined
}

/** The answer as API Gateway takes it. */
export const gatewayAnswer = ({ status, headers: { 'set-cookie': cookie, ...headers }, body }: Answer) => ({
  statusCode: status,
  headers,
  body,
  isBase64Encoded: false,
  ...(cookie !== undefined && { cookies: [cookie] }),
})
