import { runInNewContext } from 'node:vm'
import * as v from 'valibot'

/** What the function makes of a request: the file to be served, or an answer of its own. */
export type Edged =
  | { readonly uri: string }
  | { readonly status: number; readonly headers: Readonly<Record<string, string>> }

const answerSchema = v.union([
  v.object({
    statusCode: v.number(),
    headers: v.optional(v.record(v.string(), v.object({ value: v.string() })), {}),
  }),
  v.object({ uri: v.pipe(v.string(), v.startsWith('/')) }),
])

type Handler = (event: unknown) => unknown
const isHandler = (one: unknown): one is Handler => typeof one === 'function'

/** Runs the function of the network as it stands in the template. Throws v.ValiError for what is none. */
export const edgeOf = (source: string) => {
  const handler = v.parse(v.custom<Handler>(isHandler), runInNewContext(`${source}\n;handler`))
  return (method: string, uri: string): Edged => {
    const request = { method, uri, querystring: {}, headers: {}, cookies: {} }
    const made: unknown = handler({ version: '1.0', request })
    const answer = v.parse(answerSchema, JSON.parse(JSON.stringify(made)))
    if ('uri' in answer) return answer
    const headers = Object.entries(answer.headers).map(([name, { value }]) => [name, value])
    return { status: answer.statusCode, headers: Object.fromEntries(headers) }
  }
}
