import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wire } from '../../functions/operate.ts'
import { wire as probe } from '../../functions/probe.ts'
import { nodeSeal as seal } from '../../lib/adapters/seal.ts'
import { ackLinks } from '../../lib/operate/links.ts'
import { arn, commanded, through } from './gateway.ts'
import { linkKey as key, roundEvent, startWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
  world.site.be({ is: 'status', status: 503 })
  for (let n = 0; n < 3; n++) await world.wired(probe)(roundEvent(n))
})
afterAll(() => world.close())

const wired = (over = {}) => world.wired(wire, over)
const ack = { command: 'ack', incident: 'SS-0001', request: 'r1' }

describe("the operators' function", () => {
  it('applies a command once, as whoever signed it, and tells the bus', async () => {
    const operate = wired()
    expect(await commanded(operate, { ...ack, by: 'nobody' })).toMatchObject({
      is: 'done',
      changed: true,
      text: 'SS-0001 is acknowledged',
    })
    expect(await commanded(operate, ack)).toMatchObject({ is: 'done', changed: false })
    const told = world.aws.entries.filter(({ DetailType }) => DetailType === 'incident.acknowledged')
    expect(told.map(({ Detail }) => JSON.parse(Detail).id)).toEqual(['SS-0001/2'])
    expect(world.lines('command')).toMatchObject([{ request: 'r1', service: 'seguridad-social', by: arn }])
    expect((await world.store.readRecord('seguridad-social'))?.incidents[0]?.status).toMatchObject({
      by: arn,
    })
  })

  it('answers with the state of all services', async () => {
    expect(await commanded(wired(), { command: 'status' })).toMatchObject({
      is: 'status',
      services: [{ service: 'seguridad-social', incidents: [{ id: 'SS-0001' }] }],
    })
  })

  it('asks X whose credentials these are, and says where alarms are', async () => {
    const stack = { STACK_NAME: 'Atalaya-prod' }
    expect(await commanded(wired(stack), { command: 'readiness' })).toMatchObject({
      is: 'readiness',
      stack: { name: 'Atalaya-prod', region: world.env.AWS_REGION },
      services: [{ mode: 'auto', account: { is: 'known', name: '@atalaya_local' }, missing: [] }],
    })
    const unset = { X_APP_KEY: 'unset' }
    expect(await commanded(wired(unset), { command: 'readiness' })).toMatchObject({
      services: [{ account: { is: 'unset' }, missing: [expect.stringContaining('X_APP_KEY')] }],
    })
  })

  it('says what it does not understand', async () => {
    const asked = async (body: string) => {
      const answer = await through(wired(), 'POST /commands', { body, caller: arn })
      return [answer.statusCode, JSON.parse(answer.body).is]
    }
    expect(await asked(JSON.stringify({ command: 'explode' }))).toEqual([400, 'invalid'])
    expect(await asked(JSON.stringify({ ...ack, incident: 'SS-0099', request: 'r2' }))).toEqual([
      409,
      'refused',
    ])
    expect(await wired()({ ...ack, by: 'ana' })).toMatchObject({ statusCode: 400 })
    expect(await wired()({})).toMatchObject({ statusCode: 400 })
  })

  it('reads bodies that API Gateway has encoded', async () => {
    const body = Buffer.from(
      JSON.stringify({ command: 'note', incident: 'SS-0001', text: 'año', request: 'n' }),
    )
    const sent = { body: body.toString('base64'), isBase64Encoded: true, caller: arn }
    expect(await through(wired(), 'POST /commands', sent)).toMatchObject({ statusCode: 200 })
    expect((await world.store.readRecord('seguridad-social'))?.incidents[0]?.notes).toMatchObject([
      { text: 'año' },
    ])
  })

  it('takes no command that nobody signed', async () => {
    const sent = { body: JSON.stringify({ ...ack, command: 'resolve', request: 'r9', by: 'ana' }) }
    expect(await through(wired(), 'POST /commands', sent)).toMatchObject({ statusCode: 403 })
    expect((await world.store.readRecord('seguridad-social'))?.requests).not.toHaveProperty('r9')
  })

  it('fails where the table does, and names the service', async () => {
    const operate = wired({ TABLE_NAME: 'no-such-table' })
    await expect(commanded(operate, ack)).rejects.toMatchObject({
      name: 'ChangeFailed',
      service: 'seguridad-social',
    })
  })

  it('refuses what is about a broken record, and says why', async () => {
    await world.spoil('hacienda', 'record')
    await world.deploy(world.service(), world.service({ id: 'hacienda', code: 'AEAT' }))
    const operate = wired()
    expect(await commanded(operate, { ...ack, incident: 'AEAT-0001', request: 'r3' })).toMatchObject({
      is: 'refused',
      why: expect.stringContaining('service#hacienda record'),
    })
    expect(await commanded(operate, { ...ack, request: 'r4' })).toMatchObject({ is: 'done' })
    expect(world.lines('alarm')).toMatchObject([{ alarm: 'broken-item', service: 'hacienda' }])
  })
})

describe('its links', () => {
  const tokenOf = (keys: readonly string[]) => {
    const url = ackLinks({ seal, keys, url: 'https://example.org' }, Date.now())
    return url('seguridad-social', 'SS-0001', 'first')?.split('/').at(-1) ?? ''
  }
  const look = (over: object, keys: readonly string[]) =>
    through(wired(over), 'GET /ack/{token}', { path: { token: tokenOf(keys) } })
  const inSecret = { LINK_KEYS: undefined, X_SECRET_ID: 'the-secret' }

  it('open with the keys of the secret', async () => {
    world.aws.keep({ appKey: 'k', linkKeys: [key, 'an-older-key-that-still-opens-what-it-sealed'] })
    expect(await look(inSecret, [key])).toMatchObject({ statusCode: 200 })
    expect(await look(inSecret, ['an-older-key-that-still-opens-what-it-sealed'])).toMatchObject({
      statusCode: 200,
    })
    expect(await look(inSecret, ['a-key-that-is-nobodys-and-never-was-there'])).toMatchObject({
      statusCode: 403,
    })
  })

  it('open for nobody while the secret has no keys', async () => {
    world.aws.keep({ appKey: 'k' })
    expect(await look(inSecret, [key])).toMatchObject({ statusCode: 403 })
  })

  it('fail without a word of the keys where these are wrong', async () => {
    world.aws.keep({ linkKeys: ['too-short-a-key'] })
    const fault = await look(inSecret, [key]).catch(error => error)
    expect(fault).toMatchObject({ name: 'BadLinkKeys', message: expect.stringContaining('the-secret') })
    expect(String(fault)).not.toContain('too-short-a-key')
  })

  it('leave no trace of their keys in the log', async () => {
    const token = tokenOf([key])
    await through(wired(), 'POST /ack/{token}', { path: { token } })
    expect(world.written.join('')).not.toContain(token.slice(-43))
  })
})
