import type { IncomingHttpHeaders } from 'node:http'
import * as v from 'valibot'
import type { HttpRoute } from './routes.ts'

/** A route that a request goes to, and what stands in its path for the names in braces. */
export interface Matched {
  readonly route: HttpRoute
  readonly path: Readonly<Record<string, string>>
}

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

const matched = (pattern: string, path: string): Matched['path'] | undefined => {
  const [wanted, given] = [pattern.split('/'), path.split('/')]
  if (wanted.length !== given.length) return undefined
  const found: Record<string, string> = {}
  for (const [n, part] of wanted.entries()) {
    const here = given[n] ?? ''
    const [, name] = /^\{(\w+)\}$/.exec(part) ?? []
    if (name === undefined ? part !== here : here === '') return undefined
    if (name !== undefined) found[name] = decoded(here)
  }
  return found
}

/** Where a request goes, as API Gateway decides: by method and path. The query is no part of it. */
export const matchedRoute = (
  routes: readonly HttpRoute[],
  method: string,
  url: string,
): Matched | undefined => {
  const path = url.replace(/\?.*$/s, '')
  for (const route of routes) {
    const [wanted, pattern = ''] = route.key.split(' ')
    const found = wanted === method ? matched(pattern, path) : undefined
    if (found) return { route, path: found }
  }
  return undefined
}

/** What API Gateway would send, in payload format 2.0; `caller` is who proved to be an operator. */
export const gatewayEvent = (
  { route, path }: Matched,
  body: string,
  caller: string | undefined,
  { cookie = '', ...headers }: IncomingHttpHeaders = {},
) => ({
  version: '2.0',
  routeKey: route.key,
  pathParameters: path,
  headers,
  cookies: cookie.split('; ').filter(one => one !== ''),
  body,
  isBase64Encoded: false,
  requestContext: caller === undefined ? {} : { authorizer: { iam: { userArn: caller } } },
})

/** What a function answers to it. */
export const gatewayAnswerSchema = v.object({
  statusCode: v.number(),
  headers: v.optional(v.record(v.string(), v.string()), {}),
  cookies: v.optional(v.array(v.string())),
  body: v.string(),
})
export type GatewayAnswer = v.InferOutput<typeof gatewayAnswerSchema>
