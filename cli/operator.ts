import { isQuery } from '../lib/operate/request.ts'
import { RunRefused } from '../local/failure.ts'
import { readToken } from '../local/token.ts'
import { type Answer, answerIn, bodyOf, isAnswer } from './answer.ts'

/** What an operator says or asks, as lib/operate/request.ts takes it. */
export interface Order {
  readonly command: string
  /** The same on every repeat of the same command, so that it is applied once. */
  readonly request: string
  /** Who says it; in AWS whoever signed, whatever stands here. */
  readonly by: string
  readonly [field: string]: unknown
}

/** Gives an order to whoever takes it. Throws RunRefused, which says what to do. */
export type Operator = (order: Order) => Promise<Answer>

/** Milliseconds: a function has 25 seconds, and API Gateway some more. */
export const patience = 35_000

/** Nobody answers there: surely nothing was taken in. */
export class NobodyThere extends RunRefused {}

const errorIn = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'error' in body
    ? String(body.error)
    : 'no Atalaya answers there'

const tokenIn = async (data: string): Promise<string> => {
  const token = await readToken(data)
  if (token) return token
  throw new NobodyThere(
    `no token in ${data}: start the run first (npm start), or name its directory with --data`,
  )
}

/** The code of what lies at the bottom of a failed fetch. */
const codeOf = (error: unknown): unknown => {
  if (!(error instanceof Error)) return undefined
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause)
}

/** What to do where nobody knows whether it was taken in; a question changes nothing, however often it is asked. */
export const again = ({ command, request, dryRun }: Order): string =>
  isQuery(command) || command === 'console' || dryRun === true
    ? 'ask again'
    : `say it again with --request ${request}: a repeat changes nothing twice`

const unanswered = (url: string, order: Order, cause: unknown): RunRefused => {
  if (codeOf(cause) === 'ECONNREFUSED')
    return new NobodyThere(
      `nothing answers at ${url}: start the run (npm start), or name another address with --local or --url`,
      { cause },
    )
  return new RunRefused(`${url} gave no answer; ${again(order)}`, { cause })
}

/** The address of the commands under a base address. */
export const commandsAt = (url: string): string => `${url.replace(/\/+$/, '')}/commands`

/** One POST of an order. Throws RunRefused where there is no answer, NobodyThere where surely nobody took it. */
export const post = (url: string, order: Order, headers: Readonly<Record<string, string>>) =>
  fetch(commandsAt(url), {
    method: 'POST',
    redirect: 'error',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(order),
    signal: AbortSignal.timeout(patience),
  }).catch(error => {
    throw unanswered(url, order, error)
  })

/** Speaks to a run on this machine, with the token that it keeps in its data directory. */
export const localOperator =
  (url: string, data: string): Operator =>
  async order => {
    const token = await tokenIn(data)
    const response = await post(url, order, { authorization: `Bearer ${token}` })
    const body = await bodyOf(response)
    if (response.ok || isAnswer(body)) return answerIn(body, url)
    if (response.status === 401)
      throw new RunRefused(`the run at ${url} has another token than ${data}: name its directory with --data`)
    throw new RunRefused(`${url} answered ${response.status}: ${errorIn(body)}`)
  }
