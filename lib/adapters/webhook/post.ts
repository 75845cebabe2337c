import { ask } from '../ask.ts'

/** What came of one POST. */
export type Posted = 'sent' | { readonly failed: string }

/** POSTs JSON. Only a 2xx is a yes; never throws. */
export const post = async (
  address: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  deadline: number,
): Promise<Posted> => {
  const json = { 'content-type': 'application/json; charset=utf-8', ...headers }
  const asked = await ask(address, { method: 'POST', headers: json, body }, deadline)
  return asked === 'taken' ? 'sent' : asked
}
