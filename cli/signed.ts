import { RunRefused } from '../local/failure.ts'
import { answerIn, bodyOf, isAnswer } from './answer.ts'
import { again, commandsAt, type Operator, type Order, post } from './operator.ts'
import { Sha256 } from './sha256.ts'
import { UsageError } from './usage.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The region stands in the API's own address; for a name of one's own, in the environment. Throws UsageError. */
const regionOf = (url: URL, env: Environment): string => {
  const [, region] = /\.execute-api\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/.exec(url.hostname) ?? []
  const found = region ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION']
  if (found) return found
  throw new UsageError(`${url.hostname} does not say its region: set AWS_REGION`)
}

const unknown = (cause: unknown) =>
  new RunRefused('no credentials of AWS: sign in first (aws sso login), or set AWS_PROFILE', { cause })

/** The headers that prove who says it. Credentials are found where the AWS CLI finds them. */
const signedHeaders = async (address: string, order: Order, env: Environment) => {
  const url = new URL(address)
  const region = regionOf(url, env)
  // Loaded here, as a local command has no use for them.
  const [{ SignatureV4 }, { defaultProvider }] = await Promise.all([
    import('@smithy/signature-v4'),
    import('@aws-sdk/credential-provider-node'),
  ])
  const credentials = await defaultProvider()().catch(cause => {
    throw unknown(cause)
  })
  const signer = new SignatureV4({ service: 'execute-api', region, credentials, sha256: Sha256 })
  const { headers } = await signer.sign({
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: {},
    headers: { host: url.host, 'content-type': 'application/json' },
    body: JSON.stringify(order),
  })
  // The connection says it itself, as it was signed.
  const { host: _, ...rest } = headers
  return rest
}

const messageIn = (body: unknown): string => {
  const message = typeof body === 'object' && body !== null && 'message' in body ? String(body.message) : ''
  // AWS quotes what was signed, session token and all.
  return /canonical|security-token|credential=/i.test(message) ? 'the signature is wrong' : message
}

const refusal = (url: string, status: number, message: string, order: Order): RunRefused => {
  if (status === 403)
    return new RunRefused(
      `${url} does not let you in${message && ` (${message})`}: your role needs execute-api:Invoke on it`,
    )
  if (status === 429) return new RunRefused(`${url} takes no more for the moment; ${again(order)}`)
  if (status >= 500) return new RunRefused(`${url} failed (${status}); ${again(order)}`)
  return new RunRefused(`${url} answered ${status}${message && `: ${message}`}`)
}

/** Speaks to the API in AWS, signed with the operator's own credentials (SigV4). */
export const signedOperator =
  (url: string, env: Environment): Operator =>
  async order => {
    const response = await post(url, order, await signedHeaders(commandsAt(url), order, env))
    const body = await bodyOf(response)
    if (response.ok || isAnswer(body)) return answerIn(body, url)
    throw refusal(url, response.status, messageIn(body), order)
  }
