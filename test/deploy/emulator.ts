import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { end, listen } from '../../local/listen.ts'
import { certificate, key } from '../adapters/x/certificate.ts'
import { StepFailed } from './failure.ts'
import { type Running, start, tail } from './process.ts'

export const region = 'eu-west-1'
export const accountId = '000000000000'
/** The emulator's root. Real accounts have no such key. */
const root = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' }

export interface Emulator {
  /** https://127.0.0.1:PORT */
  readonly url: string
  /** What a program needs to speak to it as root, and to nobody else: no profile, no other account. */
  readonly env: Readonly<Record<string, string>>
  words(): string
  stop(): Promise<void>
}

/** Another program could take it before the emulator does; that would be said at its start. */
const freePort = async (): Promise<number> => {
  const server = createServer()
  const port = await listen(server, 0)
  await end(server)
  return port
}

/** The Node that we run on is the one that the Lambdas run on. */
const path = [dirname(process.execPath), process.env['PATH']].join(delimiter)

const isReady = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/_ministack/health`, { signal: AbortSignal.timeout(2_000) })).ok
  } catch {
    return false
  }
}

const ready = async (url: string, running: Running, signal: AbortSignal): Promise<void> => {
  let hasEnded = false
  const ended = running.ended.finally(() => {
    hasEnded = true
  })
  ended.catch(() => undefined)
  while (!(await isReady(url))) {
    signal.throwIfAborted()
    if (hasEnded) throw new StepFailed(`the emulator did not start:\n${tail(running.words())}`)
    await sleep(250)
  }
}

/**
 * The emulator on 127.0.0.1, over TLS, as our policies refuse plain HTTP, and with signatures and policies enforced.
 * `bin` is where its Python lies. This process must trust test/adapters/x/certificate.ts already.
 */
export const startEmulator = async (bin: string, folder: string, signal: AbortSignal): Promise<Emulator> => {
  const [cert, keyFile] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')]
  await Promise.all([writeFile(cert, `${certificate}\n`), writeFile(keyFile, `${key}\n`, { mode: 0o600 })])
  const port = await freePort()
  const url = `https://127.0.0.1:${port}`
  const base = { PATH: path, HOME: folder, TMPDIR: folder, ...root }
  const own = {
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
    MINISTACK_REGION: region,
    MINISTACK_ACCOUNT_ID: accountId,
    AUTH: 'true',
    USE_SSL: '1',
    MINISTACK_SSL_CERT: cert,
    MINISTACK_SSL_KEY: keyFile,
  }
  const launcher = join(import.meta.dirname, 'emulator.py')
  const running = start(join(bin, 'python'), [launcher], { cwd: folder, env: { ...base, ...own }, signal })
  await ready(url, running, signal).catch(async fault => {
    await running.stop()
    throw fault
  })
  const trust = { AWS_CA_BUNDLE: cert, NODE_EXTRA_CA_CERTS: cert }
  const env = { ...base, ...trust, AWS_ENDPOINT_URL: url, AWS_REGION: region }
  return { url, env, words: running.words, stop: running.stop }
}
