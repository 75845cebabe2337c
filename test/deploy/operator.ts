import { join } from 'node:path'
import type { XCredentials } from '../../lib/adapters/x-credentials.ts'
import type { Credentials } from './account.ts'
import type { Emulator } from './emulator.ts'
import { type Ended, run } from './process.ts'

const cli = join(import.meta.dirname, '..', '..', 'cli', 'atalaya.ts')

/** Says something with the real command line, signed by somebody, to the deployed API. */
export type Say = (as: Credentials | Engineer, ...words: readonly string[]) => Promise<Ended>

/** Whoever deploys, with the account's own means. */
export const engineer = {}
export type Engineer = typeof engineer

export const sayAt =
  (emulator: Emulator, address: string, signal: AbortSignal): Say =>
  (as, ...words) =>
    run(process.execPath, [cli, ...words, '--url', address, '--json'], {
      env: { ...emulator.env, ...as },
      signal,
    })

/** The same address without anybody's signature. */
export const unsigned = (address: string): Promise<Response> =>
  fetch(`${address}/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ command: 'status', request: 'nobody', by: 'nobody' }),
  })

/** Puts X's values into the deployed secret, as an engineer does. */
export const logIn = (
  { env }: Emulator,
  { secret, xUrl, credentials }: Login,
  signal: AbortSignal,
): Promise<Ended> => {
  const { appKey, appSecret, accessToken, accessSecret } = credentials
  const input = [appKey, appSecret, accessToken, accessSecret, ''].join('\n')
  const words = ['x-login', '--values', '--yes', '--secret', secret, '--x-url', xUrl, '--json']
  return run(process.execPath, [cli, ...words], { env, signal, input })
}

interface Login {
  readonly secret: string
  readonly xUrl: string
  readonly credentials: XCredentials
}
