import { localOperator, NobodyThere, type Operator } from './operator.ts'
import { signedOperator } from './signed.ts'
import { httpAddress, UsageError } from './usage.ts'

type Environment = Readonly<Record<string, string | undefined>>

export interface Place {
  readonly local: string | undefined
  readonly data: string | undefined
  readonly url: string | undefined
}

const nearby = 'http://localhost:8080'
const isLoopback = (url: string): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)

/** The token goes nowhere but to this machine. */
const loopback = (text: string): string => {
  const url = httpAddress('--local', text)
  if (isLoopback(url)) return url
  throw new UsageError(
    `--local takes an address of this machine, such as ${nearby}, not "${text}"; --url is for AWS`,
  )
}

/** What is signed bears the session: it goes over TLS, or stays on this machine. */
const safe = (flag: string, text: string): string => {
  const url = httpAddress(flag, text)
  if (url.startsWith('https:') || isLoopback(url)) return url
  throw new UsageError(`${flag} takes an https:// address, not "${text}"`)
}

/**
 * Whom to speak to: the one that is named; else the run on this machine, if it is up; else the one of ATALAYA_URL.
 * `note` is for people. Throws UsageError.
 */
export const operatorAt = (
  { local, data, url }: Place,
  env: Environment,
  note: (text: string) => void,
): Operator => {
  if (url !== undefined && (local !== undefined || data !== undefined))
    throw new UsageError('--url speaks to AWS: --local and --data have no place beside it')
  if (url !== undefined) return signedOperator(safe('--url', url), env)
  const here = localOperator(loopback(local ?? nearby), data ?? '.atalaya')
  const other = env['ATALAYA_URL']
  if (local !== undefined || data !== undefined || !other) return here
  const there = signedOperator(safe('ATALAYA_URL', other), env)
  return async order => {
    try {
      const answer = await here(order)
      note(`this is the run on this machine; --url ${other} speaks to the other`)
      return answer
    } catch (error) {
      if (!(error instanceof NobodyThere)) throw error
      return there(order)
    }
  }
}
