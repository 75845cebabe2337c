import { Client, errors } from 'undici'

/** What came of one POST. */
export type Posted = 'sent' | { readonly failed: string }

const codeOf = (fault: unknown): string => {
  if (fault instanceof errors.UndiciError) return fault.code
  const found = fault instanceof Error && 'code' in fault ? fault.code : undefined
  return typeof found === 'string' ? found : 'unreachable'
}

/**
 * POSTs JSON on a connection of its own, as one that rested in a frozen function is dead. Only a 2xx is a yes: a redirect
 * is a no, and is not followed. What is answered is not read: it may quote the address.
 */
export const post = async (
  address: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  deadline: number,
): Promise<Posted> => {
  const url = new URL(address)
  const signal = AbortSignal.timeout(Math.max(1, deadline))
  const client = new Client(url.origin, { connect: { timeout: deadline } })
  try {
    const { statusCode, body: unread } = await client.request({
      method: 'POST',
      path: `${url.pathname}${url.search}`,
      headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Atalaya', ...headers },
      body,
      signal,
    })
    unread.on('error', () => undefined).destroy()
    return statusCode >= 200 && statusCode < 300 ? 'sent' : { failed: `status-${statusCode}` }
  } catch (fault) {
    return { failed: signal.aborted ? 'timeout' : codeOf(fault) }
  } finally {
    await client.destroy().catch(() => undefined)
  }
}
