import { join } from 'node:path'
import type { Credentials } from './account.ts'
import type { Emulator } from './emulator.ts'
import { type Ended, run } from './process.ts'

const cli = join(import.meta.dirname, '..', '..', 'cli', 'atalaya.ts')

/** Says something with the real command line, signed by somebody, to the deployed API. */
export type Say = (as: Credentials, ...words: readonly string[]) => Promise<Ended>

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
