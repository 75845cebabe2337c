import { request } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type LocalHttp, startHttp } from '../../local/http.ts'

const token = 'right-token'
const commands: unknown[] = []
const callers: (string | undefined)[] = []
const faults: unknown[] = []
let http: LocalHttp
let port = ''

interface Ask {
  readonly method?: string
  readonly path?: string
  readonly headers?: Record<string, string>
  readonly body?: string
}

/** A raw request: fetch would not let a test choose Host or Origin. */
const ask = ({ method = 'GET', path = '/', headers = {}, body }: Ask) =>
  new Promise<{ status: number; type: string; text: string }>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, response => {
      response.setEncoding('utf8')
      let text = ''
      response.on('data', piece => {
        text += piece
      })
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', text }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })

const good = () => ({
  host: `localhost:${port}`,
  authorization: `Bearer ${token}`,
  'content-type': 'application/json',
})
const operate = (headers: Record<string, string>, body = '{"command":"ack"}') =>
  ask({ method: 'POST', path: '/commands', headers: { ...good(), ...headers }, body })

describe('the local port', () => {
  beforeAll(async () => {
    http = await startHttp({
      port: 0,
      token,
      page: async (request, response) => {
        response.end(`${request.method} the page ${request.url}`)
      },
      status: async () => ({ service: 'ss' }),
      routes: async () => [
        { key: 'POST /commands', isSigned: true, target: 'Operate' },
        { key: 'GET /ack/{token}', isSigned: false, target: 'Operate' },
        { key: 'POST /ack/{token}', isSigned: false, target: 'Operate' },
      ],
      invoke: async ({ route, path }, body, caller) => {
        if (body === '"break"') throw new RangeError('with a secret')
        commands.push(route.key === 'POST /commands' ? JSON.parse(body) : `${route.key} ${path['token']}`)
        callers.push(caller)
        return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: '{"is":"done"}' }
      },
      fault: error => faults.push(error),
    })
    port = new URL(http.url).port
  })
  beforeEach(() => {
    commands.splice(0)
    callers.splice(0)
  })
  afterAll(() => http.close())

  it('serves the page to its own names only', async () => {
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`]) {
      expect(await ask({ headers: { host } })).toMatchObject({ status: 200, text: 'GET the page /' })
    }
    for (const host of ['evil.example', `evil.example:${port}`, 'localhost', 'localhost:1']) {
      expect(await ask({ headers: { host } })).toMatchObject({ status: 421 })
      expect((await ask({ path: '/api/status', headers: { host } })).text).not.toContain('ss')
    }
  })

  it('leaves to the page what is nobody else’s', async () => {
    for (const path of ['/ca/', '/incidents/SS-0001/?utm=1', '/api/v2/summary.json', '/operate-x'])
      expect(await ask({ path, headers: good() })).toMatchObject({ text: `GET the page ${path}` })
    for (const method of ['HEAD', 'OPTIONS'])
      expect(await ask({ method, path: '/ca/', headers: good() })).toMatchObject({ status: 200 })
    expect(await ask({ method: 'POST', path: '/ca/', headers: good() })).toMatchObject({ status: 404 })
  })

  it('serves the status as JSON', async () => {
    const answer = await ask({ path: '/api/status?x=1' })
    expect(answer).toMatchObject({ status: 200, type: 'application/json; charset=utf-8' })
    expect(JSON.parse(answer.text)).toEqual({ service: 'ss' })
  })

  it('takes a command with the token', async () => {
    expect(await operate({})).toMatchObject({ status: 200, text: '{"is":"done"}' })
    expect(await operate({ origin: `http://localhost:${port}` })).toMatchObject({ status: 200 })
    expect(commands).toEqual([{ command: 'ack' }, { command: 'ack' }])
  })

  it('lets whoever has the token say who speaks', async () => {
    await operate({}, '{"command":"ack","by":" ana "}')
    await operate({}, '{"command":"ack","by":7}')
    expect(callers).toEqual(['ana', 'local'])
  })

  it('serves links to whoever has them, as nobody', async () => {
    const host = `localhost:${port}`
    // A browser that tells no referrer sends a form without an origin.
    const headers = { host, origin: 'null', 'content-type': 'application/x-www-form-urlencoded' }
    expect(await ask({ path: '/ack/a.b-c?utm=1', headers: { host } })).toMatchObject({ status: 200 })
    expect(await ask({ method: 'POST', path: '/ack/a%2Eb', headers })).toMatchObject({ status: 200 })
    expect(commands).toEqual(['GET /ack/{token} a.b-c', 'POST /ack/{token} a.b'])
    expect(callers).toEqual([undefined, undefined])
  })

  it('has no door but those of the template', async () => {
    const host = `localhost:${port}`
    for (const path of ['/ack/', '/ack', '/ack/a/b', '/commands/', '/Commands', '/{token}', '/api/operate'])
      expect(await ask({ method: 'POST', path, headers: good() })).toMatchObject({ status: 404 })
    for (const method of ['HEAD', 'PUT', 'DELETE', 'OPTIONS'])
      expect(await ask({ method, path: '/ack/a', headers: { host } })).toMatchObject({ status: 404 })
    expect(commands).toEqual([])
  })

  it.each([
    ['a wrong token', 401, { authorization: 'Bearer wrong' }],
    ['a longer token', 401, { authorization: `Bearer ${token}x` }],
    ['no token', 401, { authorization: '' }],
    ['a form', 415, { 'content-type': 'application/x-www-form-urlencoded' }],
    ['plain text', 415, { 'content-type': 'text/plain' }],
    ['another origin', 403, { origin: 'https://evil.example' }],
    ['the null origin', 403, { origin: 'null' }],
    ['another port of this machine', 403, { origin: 'http://localhost:1' }],
    ['a name that was rebound', 421, { host: 'evil.example:80', origin: 'http://evil.example:80' }],
  ])('refuses a command with %s', async (_, status, headers) => {
    expect((await operate(headers)).status).toBe(status)
    expect(commands).toEqual([])
  })

  it('refuses what is no command', async () => {
    expect((await operate({}, JSON.stringify('x'.repeat(70_000)))).status).toBe(413)
    const host = `localhost:${port}`
    expect((await ask({ path: '/commands', headers: { host } })).status).toBe(404)
    expect((await ask({ method: 'POST', path: '/constructor', headers: { host } })).status).toBe(404)
    expect((await ask({ method: 'POST', path: '/api/status', headers: { host } })).status).toBe(405)
    expect(commands).toEqual([])
  })

  it('answers a fault without its words', async () => {
    const answer = await operate({}, '"break"')
    expect(answer.status).toBe(500)
    expect(answer.text).not.toContain('secret')
    expect(faults).toHaveLength(1)
  })

  it('refuses a port that is taken', async () => {
    const invoke = async () => ({ statusCode: 200, headers: {}, body: '' })
    const options = { token, page: async () => {}, status: async () => 0, routes: async () => [], invoke }
    await expect(startHttp({ ...options, port: Number(port), fault: () => {} })).rejects.toThrow(
      `port ${port} is in use`,
    )
  })
})
