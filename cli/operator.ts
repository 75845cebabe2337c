import * as v from 'valibot'
import { parseRecord } from '../lib/incident/schema.ts'
import { RunRefused } from '../local/failure.ts'
import { readToken } from '../local/token.ts'

/** What an operator says, as functions/operate takes it. */
export interface Order {
  readonly command: 'ack' | 'resolve' | 'status'
  readonly incident?: string
  readonly service?: string
  /** The same on every repeat of the same command, so that it is applied once. */
  readonly request: string
  readonly by: string
}

const answerSchema = v.variant('is', [
  v.looseObject({ is: v.literal('done'), changed: v.boolean(), text: v.string() }),
  v.looseObject({
    is: v.literal('status'),
    services: v.array(v.pipe(v.unknown(), v.transform(parseRecord))),
  }),
  v.looseObject({ is: v.literal('refused'), why: v.string() }),
  v.looseObject({ is: v.literal('invalid'), why: v.string() }),
])
export type OrderAnswer = v.InferOutput<typeof answerSchema>

/** Gives an order to whoever takes it. Throws RunRefused, which says what to do, or what the SDK threw. */
export type Operator = (order: Order) => Promise<OrderAnswer>

/** The answer of functions/operate. Throws RunRefused for anything else. */
const parsed = (answer: unknown, from: string): OrderAnswer => {
  const known = v.safeParse(answerSchema, answer)
  if (known.success) return known.output
  throw new RunRefused(`${from} answers what no Atalaya of this version would: ${JSON.stringify(answer)}`)
}

const bodyOf = (response: Response): Promise<unknown> => response.json().catch(() => undefined)

const errorIn = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'error' in body
    ? String(body.error)
    : 'no Atalaya answers there'

const tokenIn = async (data: string): Promise<string> => {
  const token = await readToken(data)
  if (token) return token
  throw new RunRefused(
    `no token in ${data}: start the run first (npm start), or name its directory with --data`,
  )
}

const unreachable = (url: string, cause: unknown) =>
  new RunRefused(`nothing answers at ${url}: start the run (npm start), or name its address with --local`, {
    cause,
  })

/** Speaks to a run on this machine, with the token that it keeps in its data directory. */
export const localOperator =
  (url: string, data: string): Operator =>
  async order => {
    const token = await tokenIn(data)
    const response = await fetch(new URL('/api/operate', url), {
      method: 'POST',
      redirect: 'error',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(order),
      signal: AbortSignal.timeout(40_000),
    }).catch(error => {
      throw unreachable(url, error)
    })
    const body = await bodyOf(response)
    if (response.ok) return parsed(body, url)
    if (response.status === 401)
      throw new RunRefused(`the run at ${url} has another token than ${data}: name its directory with --data`)
    throw new RunRefused(`${url} answered ${response.status}: ${errorIn(body)}`)
  }

/** Invokes functions/operate in AWS; who may invoke it is who may speak. Region and credentials as the SDK finds them. */
export const awsOperator =
  (name: string): Operator =>
  async order => {
    // Loaded here, as a local command has no use for it.
    const { InvokeCommand, LambdaClient } = await import('@aws-sdk/client-lambda')
    const client = new LambdaClient()
    const { FunctionError, Payload } = await client.send(
      new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(order) }),
    )
    const text = Payload?.transformToString() ?? 'null'
    if (FunctionError) throw new RunRefused(`${name} failed: ${text}`)
    return parsed(JSON.parse(text), name)
  }
