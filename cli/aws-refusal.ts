import { RunRefused } from '../local/failure.ts'
import { UsageError } from './usage.ts'

const signIn = 'sign in (aws sso login), or set AWS_PROFILE'

const kinds: readonly (readonly [RegExp, (doing: string, message: string) => string])[] = [
  [/expired/i, () => `your session in AWS has expired: ${signIn}`],
  [/CredentialsProvider|TokenProvider|could not load credentials/i, () => `no credentials of AWS: ${signIn}`],
  [
    /InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|InvalidSignature|IncompleteSignature|AuthFailure/,
    () => `AWS does not know these credentials: ${signIn}`,
  ],
  [
    /AccessDenied|Unauthorized|AuthorizationError|not authorized/i,
    (doing, message) => `AWS does not let you ${doing}: ${message}`,
  ],
  [
    /\bENOTFOUND\b|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ETIMEDOUT|[Tt]imeout/,
    doing => `AWS does not answer, so one cannot ${doing}: is there a network, and is the region right?`,
  ],
]

/** AWS quotes what was signed, session token and all. */
const quoting = /AWS4-HMAC|Credential=|security-token|Canonical/i

const codeOf = (error: Error): string => ('code' in error ? String(error.code) : '')

/**
 * What AWS said no to, in words for people; `doing` completes "AWS does not let you ...". UsageError where the region
 * is missing, RunRefused for the rest. Nothing secret stands in it.
 */
export const awsRefusal = (error: unknown, doing: string): Error => {
  if (!(error instanceof Error)) return new RunRefused(`AWS failed, so one cannot ${doing}: ${String(error)}`)
  if (/region is missing/i.test(error.message))
    return new UsageError('no region: set AWS_REGION, or name one (eu-west-1)')
  const message = quoting.test(error.message) ? error.name : error.message
  const known = kinds.find(([pattern]) => pattern.test(`${error.name} ${codeOf(error)} ${message}`))
  return new RunRefused(
    known ? known[1](doing, message) : `AWS says no, so one cannot ${doing}: ${error.name}: ${message}`,
  )
}

/** Asks AWS something; what it refuses is thrown as `awsRefusal` has it. */
export const askingAws = async <T>(doing: string, asked: Promise<T>): Promise<T> => {
  try {
    return await asked
  } catch (error) {
    throw awsRefusal(error, doing)
  }
}
