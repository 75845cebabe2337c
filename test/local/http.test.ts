import { request } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type LocalHttp, startHttp } from '../../local/http.ts'

const token = 'right-token'
const commands: unknown[] = []
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
  ask({ method: 'POST', path: '/api/operate', headers: { ...good(), ...headers }, body })

describe('the local port', () => {
  beforeAll(async () => {
    http = await startHttp({
      port: 0,
      token,
      page: async () => '<!doctype html><p>hola',
      status: async () => ({ service: 'ss' }),
      operate: async command => {
        if (command === 'break') throw new RangeError('with a secret')
        commands.push(command)
        return { is: 'done' }
      },
      fault: error => faults.push(error),
    })
    port = new URL(http.url).port
  })
  beforeEach(() => commands.splice(0))
  afterAll(() => http.close())

  it('serves the page to its own names only', async () => {
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`]) {
      expect(await ask({ headers: { host } })).toMatchObject({ status: 200, text: '<!doctype html><p>hola' })
    }
    for (const host of ['evil.example', `evil.example:${port}`, 'localhost', 'localhost:1']) {
      expect(await ask({ headers: { host } })).toMatchObject({ status: 421 })
      expect((await ask({ path: '/api/status', headers: { host } })).text).not.toContain('ss')
    }
  })

  it('serves the status as JSON', async () => {
    const answer = await ask({ path: '/api/status?x=1' })
    expect(answer).toMatchObject({ status: 200, type: 'application/json; charset=utf-8' })
    expect(JSON.parse(answer.text)).toEqual({ service: 'ss' })
  })

  it('takes a command with the token', async () => {
    expect(await operate({})).toMatchObject({ status: 200, text: '{"is":"done"}\n' })
    expect(await operate({ origin: `http://localhost:${port}` })).toMatchObject({ status: 200 })
    expect(commands).toEqual([{ command: 'ack' }, { command: 'ack' }])
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
    expect((await operate({}, '{')).status).toBe(400)
    expect((await operate({}, JSON.stringify('x'.repeat(20_000)))).status).toBe(413)
    expect((await ask({ path: '/api/operate' })).status).toBe(405)
    expect((await ask({ path: '/constructor' })).status).toBe(404)
    expect(commands).toEqual([])
  })

  it('answers a fault without its words', async () => {
    const answer = await operate({}, '"break"')
    expect(answer.status).toBe(500)
    expect(answer.text).not.toContain('secret')
    expect(faults).toHaveLength(1)
  })

  it('refuses a port that is taken', async () => {
    const options = { token, page: async () => '', status: async () => 0, operate: async () => 0 }
    await expect(startHttp({ ...options, port: Number(port), fault: () => {} })).rejects.toThrow(
      `port ${port} is in use`,
    )
  })
})
