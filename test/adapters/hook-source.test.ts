import { createServer } from 'node:http'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { secretHooks, textHooks } from '../../lib/adapters/hook-source.ts'
import { end, listen } from '../../local/listen.ts'
import { aMessage } from '../alert/alerts.ts'

const slack = { kind: 'slack', url: 'https://hooks.example/s3cr3t' }
let secret: string | undefined
let asked = 0
const server = createServer((request, response) => {
  asked += 1
  request.resume()
  response.writeHead(secret === undefined ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' })
  response.end(
    JSON.stringify(secret === undefined ? { __type: 'AccessDeniedException' } : { SecretString: secret }),
  )
})
let client: SecretsManagerClient
let now = 0
beforeAll(async () => {
  client = new SecretsManagerClient({
    region: 'eu-south-2',
    endpoint: `http://127.0.0.1:${await listen(server, 0)}`,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    maxAttempts: 1,
  })
})
beforeEach(() => {
  asked = 0
  now = 0
})
afterAll(async () => {
  client.destroy()
  await end(server)
})
const source = () => secretHooks(client, 'atalaya', { now: () => now })
const ids = async (of: ReturnType<typeof source>) => (await of()).map(({ id }) => id)

describe('webhooks of the secret', () => {
  it('stand beside what else it holds', async () => {
    secret = JSON.stringify({ appKey: 'x', webhooks: [slack, { ...slack, kind: 'teams', list: 'second' }] })
    expect(await source()()).toMatchObject([
      { id: expect.stringMatching(/^slack-/), list: 'first' },
      { id: expect.stringMatching(/^teams-/), list: 'second' },
    ])
  })

  it('are none where nobody put any', async () => {
    secret = JSON.stringify({ appKey: 'x' })
    expect(await source()()).toEqual([])
  })

  it('are read again after ten minutes', async () => {
    secret = JSON.stringify({ webhooks: [] })
    const hooks = source()
    expect(await ids(hooks)).toEqual([])
    secret = JSON.stringify({ webhooks: [slack] })
    now = 599_999
    expect(await ids(hooks)).toEqual([])
    now = 600_000
    expect(await ids(hooks)).toHaveLength(1)
    expect(asked).toBe(2)
  })

  it('that were known go on while the secret cannot be read', async () => {
    secret = JSON.stringify({ webhooks: [slack] })
    const hooks = source()
    const before = await ids(hooks)
    secret = undefined
    now = 600_000
    expect(await ids(hooks)).toEqual(before)
  })

  it('are not waited for while Secrets Manager says nothing', async () => {
    const silent = createServer(() => {})
    const slow = new SecretsManagerClient({
      region: 'eu-south-2',
      endpoint: `http://127.0.0.1:${await listen(silent, 0)}`,
      credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    })
    const routes = await secretHooks(slow, 'atalaya', { now: () => now }, 100)()
    expect(await routes[0]?.send(aMessage(), 1_000)).toEqual({ failed: 'secret-unreadable' })
    slow.destroy()
    await end(silent)
  })

  it.each([
    [
      'are not what they should be',
      JSON.stringify({ webhooks: [{ ...slack, url: 'ftp://x' }] }),
      'webhooks-invalid',
    ],
    ['cannot be read', undefined, 'secret-unreadable'],
  ])('that %s fail for both lists', async (_, found, failed) => {
    secret = found
    const routes = await source()()
    expect(routes.map(({ list }) => list)).toEqual(['first', 'second'])
    for (const route of routes) expect(await route.send(aMessage(), 1_000)).toEqual({ failed })
  })
})

describe('webhooks of the environment', () => {
  const clock = { now: () => 0 }

  it('are the same JSON', async () => {
    expect(await textHooks(JSON.stringify([slack]), clock)()).toMatchObject([{ list: 'first' }])
    expect(await textHooks(undefined, clock)()).toEqual([])
  })

  it('fail where they are none', async () => {
    const [route] = await textHooks('[{', clock)()
    expect(await route?.send(aMessage(), 1_000)).toEqual({ failed: 'webhooks-invalid' })
  })
})
