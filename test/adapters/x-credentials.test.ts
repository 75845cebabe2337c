import { createServer } from 'node:http'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { afterEach, describe, expect, it } from 'vitest'
import { xChannel } from '../../lib/adapters/x.ts'
import {
  CredentialsUnset,
  environmentCredentials,
  fixedCredentials,
  secretCredentials,
  standInCredentials,
} from '../../lib/adapters/x-credentials.ts'
import { open, standIn } from './x/world.ts'

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0)) await end()
})

/** A Secrets Manager that gives one secret; `undefined`: it fails. */
const vault = async (first: string | undefined) => {
  const state = { secret: first, asked: 0 }
  const server = createServer((request, response) => {
    state.asked += 1
    request.resume()
    const body =
      state.secret === undefined ? { __type: 'AccessDeniedException' } : { SecretString: state.secret }
    response.writeHead(state.secret === undefined ? 400 : 200, {
      'content-type': 'application/x-amz-json-1.1',
    })
    response.end(JSON.stringify(body))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const client = new SecretsManagerClient({
    region: 'eu-south-2',
    endpoint: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    maxAttempts: 1,
  })
  endings.push(() => {
    client.destroy()
    server.closeAllConnections()
    return new Promise(resolve => server.close(resolve))
  })
  return { state, client }
}

const whole = JSON.stringify(standInCredentials)

describe('credentials in a secret', () => {
  it('are read once until they are forgotten', async () => {
    const { state, client } = await vault(whole)
    const source = secretCredentials(client, 'atalaya/x')
    expect([await source.read(), await source.read()]).toEqual([standInCredentials, standInCredentials])
    expect(state.asked).toBe(1)
    source.forget()
    await source.read()
    expect(state.asked).toBe(2)
  })

  it('are trimmed of what pasting adds', async () => {
    const { client } = await vault(JSON.stringify({ ...standInCredentials, appKey: ' key\n', note: 'more' }))
    expect(await secretCredentials(client, 'atalaya/x').read()).toEqual({
      ...standInCredentials,
      appKey: 'key',
    })
  })

  const unset: readonly (readonly [string, string, readonly string[]])[] = [
    ['a placeholder', JSON.stringify({ ...standInCredentials, appKey: 'unset' }), ['appKey']],
    ['an empty value', JSON.stringify({ ...standInCredentials, accessSecret: ' ' }), ['accessSecret']],
    ['a missing value', JSON.stringify({ appKey: 'a', appSecret: 'b' }), ['accessToken', 'accessSecret']],
    ['a generated password', 'k3j4h5', ['appKey', 'appSecret', 'accessToken', 'accessSecret']],
    ['a list', '[]', ['appKey', 'appSecret', 'accessToken', 'accessSecret']],
  ]
  it.each(unset)('name what is missing in %s', async (_name, secret, missing) => {
    const { client } = await vault(secret)
    const error = await secretCredentials(client, 'atalaya/x')
      .read()
      .catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(CredentialsUnset)
    expect(error).toMatchObject({ missing })
    expect(String(error)).toContain('x-login --secret atalaya/x')
    expect(String(error)).not.toContain('stand-in')
  })

  it('are asked for again once somebody set them', async () => {
    const { state, client } = await vault('{"appKey":"unset"}')
    const source = secretCredentials(client, 'atalaya/x')
    await expect(source.read()).rejects.toThrow(CredentialsUnset)
    state.secret = whole
    expect(await source.read()).toEqual(standInCredentials)
  })

  it('send nothing while they are unset', async () => {
    const { client } = await vault('{"appKey":"unset"}')
    const x = await standIn()
    const channel = xChannel({ credentials: secretCredentials(client, 'atalaya/x'), url: x.url })
    expect(await channel.send('hola', open())).toEqual({ is: 'unauthorized', why: 'credentials-unset' })
    expect(await channel.find('hola', undefined, 0, open())).toEqual({
      is: 'unclear',
      why: 'credentials-unset',
    })
    await expect(channel.account()).rejects.toThrow(CredentialsUnset)
    expect(x.connections()).toBe(0)
  })

  it('send nothing while nobody may read them', async () => {
    const { client } = await vault(undefined)
    const x = await standIn()
    const channel = xChannel({ credentials: secretCredentials(client, 'atalaya/x'), url: x.url })
    expect(await channel.send('hola', open())).toEqual({ is: 'not-sent', why: 'credentials-unreadable' })
    expect(await channel.find('hola', undefined, 0, open())).toEqual({
      is: 'unclear',
      why: 'credentials-unreadable',
    })
  })

  it('are read anew after X refused them', async () => {
    const { state, client } = await vault(JSON.stringify({ ...standInCredentials, appSecret: 'old' }))
    const x = await standIn()
    const channel = xChannel({ credentials: secretCredentials(client, 'atalaya/x'), url: x.url })
    expect((await channel.send('hola', open())).is).toBe('unauthorized')
    state.secret = whole
    expect((await channel.send('hola', open())).is).toBe('sent')
    expect(state.asked).toBe(2)
  })
})

describe('credentials in the environment', () => {
  const env = { X_APP_KEY: 'a', X_APP_SECRET: 'b', X_ACCESS_TOKEN: '1-c', X_ACCESS_SECRET: 'd' }

  it('are the four values', async () => {
    const values = { appKey: 'a', appSecret: 'b', accessToken: '1-c', accessSecret: 'd' }
    expect(await environmentCredentials(env).read()).toEqual(values)
  })

  it('are named where they are missing', () => {
    const some = { ...env, X_APP_SECRET: '', X_ACCESS_TOKEN: undefined }
    expect(() => environmentCredentials(some)).toThrow(/: X_APP_SECRET, X_ACCESS_TOKEN in the environment/)
    expect(() => environmentCredentials({})).toThrow(CredentialsUnset)
  })
})

it('keeps fixed credentials after they are forgotten', async () => {
  const source = fixedCredentials(standInCredentials)
  source.forget()
  expect(await source.read()).toBe(standInCredentials)
})
