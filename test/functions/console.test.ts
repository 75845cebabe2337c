import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Handler } from '../../functions/lambda.ts'
import { wire } from '../../functions/operate.ts'
import { wire as probe } from '../../functions/probe.ts'
import { type Answered, arn, commanded, gatewayEvent, type Sent } from './gateway.ts'
import { roundEvent, startWorld, type World } from './world.ts'

let world: World
let operate: Handler
beforeAll(async () => {
  world = await startWorld()
  world.site.be({ is: 'status', status: 503 })
  for (let n = 0; n < 3; n++) await world.wired(probe)(roundEvent(n))
  operate = world.wired(wire)
})
afterAll(() => world.close())

const host = 'a1b2c3.execute-api.eu-west-1.amazonaws.com'

interface Browsed extends Answered {
  readonly cookies?: readonly string[]
}

/** Asks as API Gateway does for a browser: cookies apart, and forms in base64. */
const browse = async (route: string, sent: Sent, cookies: readonly string[] = []) => {
  const headers = { host, origin: `https://${host}`, 'sec-fetch-site': 'same-origin' }
  return (await operate({ ...gatewayEvent(route, sent), headers, cookies })) as Browsed
}

const enter = async () => {
  const entry = await commanded(operate, { command: 'console', by: 'somebody else' })
  const token = String(entry.path).replace('/operate/session/', '')
  const answer = await browse('GET /operate/session/{token}', { path: { token } })
  const [cookie = ''] = answer.cookies ?? []
  return { answer, cookie, session: cookie.split(';')[0] ?? '' }
}

describe("the operators' view behind API Gateway", () => {
  it('hands its session to the browser alone, over TLS', async () => {
    const { answer, cookie } = await enter()
    expect(answer.statusCode).toBe(200)
    expect(answer.headers).not.toHaveProperty('set-cookie')
    expect(cookie).toMatch(
      /^__Host-atalaya-session=\S+; Path=\/; Max-Age=3600; HttpOnly; SameSite=Strict; Secure$/,
    )
  })

  it('speaks as whoever signed for the session', async () => {
    const { session } = await enter()
    const board = await browse('GET /operate', {}, ['other=1', session])
    expect(board.body).toContain(`Eres ${arn}`)
    const [, code = ''] = /name="code" value="([^"]+)"/.exec(board.body) ?? []
    const fields = {
      code,
      service: 'seguridad-social',
      step: 'do',
      command: 'ack',
      incident: 'SS-0001',
      request: 'r1',
    }
    const body = Buffer.from(new URLSearchParams(fields).toString()).toString('base64')
    const done = await browse('POST /operate', { body, isBase64Encoded: true }, [session])
    expect(done.statusCode).toBe(303)
    const record = await world.store.readRecord('seguridad-social')
    expect(record?.incidents[0]?.status).toMatchObject({ is: 'acknowledged', by: arn })
  })

  it('writes no session and no link into its log', async () => {
    const { session } = await enter()
    await browse('GET /operate', {}, [session])
    expect(world.written.join('')).not.toContain(session.split('=')[1])
  })
})

describe('a record that nobody can read', () => {
  it('is told to who looks, instead of an error', async () => {
    await world.spoil('hacienda', 'record')
    await world.deploy(world.service({ id: 'hacienda', code: 'AEAT' }))
    operate = world.wired(wire)
    const { session } = await enter()
    const { statusCode, body } = await browse('GET /operate', {}, [session])
    expect(statusCode).toBe(500)
    expect(body).toContain('broken-item')
  })
})
