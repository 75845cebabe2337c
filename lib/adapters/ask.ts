import { Client, errors } from 'undici'

/** What came of one request; `failed` is a short reason without the address, which may be a secret. */
export type Asked = 'taken' | { readonly failed: string }

export interface Question {
  readonly method: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

const codeOf = (fault: unknown): string => {
  if (fault instanceof errors.UndiciError) return fault.code
  const found = fault instanceof Error && 'code' in fault ? fault.code : undefined
  return typeof found === 'string' ? found : 'unreachable'
}

/**
 * One request on a connection of its own, as one that rested in a frozen function is dead. Settles within `deadline`
 * milliseconds; never throws. Only a 2xx is a yes: a redirect is a no, and is not followed.
 * What is answered is not read: it may quote the address.
 */
export const ask = async (address: string, question: Question, deadline: number): Promise<Asked> => {
  const url = URL.parse(address)
  if (!url) return { failed: 'no-address' }
  const signal = AbortSignal.timeout(Math.max(1, deadline))
  const client = new Client(url.origin, { connect: { timeout: deadline } })
  try {
    const { statusCode, body: unread } = await client.request({
      ...question,
      path: `${url.pathname}${url.search}`,
      headers: { 'user-agent': 'Atalaya', ...question.headers },
      signal,
    })
    unread.on('error', () => undefined).destroy()
    return statusCode >= 200 && statusCode < 300 ? 'taken' : { failed: `status-${statusCode}` }
  } catch (fault) {
    return { failed: signal.aborted ? 'timeout' : codeOf(fault) }
  } finally {
    await client.destroy().catch(() => undefined)
  }
}
