import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { xChannel } from '../../lib/adapters/x.ts'
import { fixedCredentials, standInCredentials } from '../../lib/adapters/x-credentials.ts'
import { weightIn } from '../../local/x/weight.ts'
import { BadPostsFile, type StandInX } from '../../local/x.ts'
import { channelTo, http, open, saying, standIn } from '../adapters/x/world.ts'

const folders: string[] = []
afterEach(() => {
  vi.useRealTimers()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})
const newFile = () => {
  const folder = mkdtempSync(join(tmpdir(), 'x-'))
  folders.push(folder)
  return join(folder, 'posts', 'x.jsonl')
}

const me = standInCredentials.accessToken.split('-')[0] ?? ''

/** The header with which the library signs a look at the timeline, taken from the wire. */
const signedLook = async (credentials = standInCredentials) => {
  const server = await saying(http(500, ''))
  const channel = xChannel({ credentials: fixedCredentials(credentials), url: server.url })
  await channel.find('x', '5', 0, open())
  const asked = await (await server.first).text
  const path = /^GET (\S+) /.exec(asked)?.[1] ?? ''
  return { path, authorization: /^authorization: (.+?)\r$/im.exec(asked)?.[1] ?? '' }
}

const get = async (x: StandInX, path: string, headers: Readonly<Record<string, string>> = {}) => {
  const response = await fetch(x.url + path, { headers, redirect: 'manual' })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

const command = (x: StandInX, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${x.url}/control`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

describe("the stand-in's signature check", () => {
  it('takes what the library signs, once', async () => {
    const x = await standIn()
    const { path, authorization } = await signedLook()
    expect((await get(x, path, { authorization })).status).toBe(200)
    const again = await get(x, path, { authorization })
    expect(again.status).toBe(401)
    expect(JSON.parse(again.text)).toEqual({
      title: 'Unauthorized',
      type: 'about:blank',
      status: 401,
      detail: 'Unauthorized',
    })
  })

  it('takes the signature for no other query', async () => {
    const x = await standIn()
    const { path, authorization } = await signedLook()
    expect((await get(x, path.replace('since_id=5', 'since_id=6'), { authorization })).status).toBe(401)
    expect((await get(x, '/2/users/me', { authorization })).status).toBe(401)
  })

  it('takes nothing without a signature', async () => {
    const x = await standIn()
    expect((await get(x, '/2/users/me')).status).toBe(401)
    expect((await get(x, '/2/users/me', { authorization: 'Bearer x' })).status).toBe(401)
    expect((await get(x, '/2/users/me', { authorization: 'OAuth %="%"' })).status).toBe(401)
  })

  it.each(['appKey', 'appSecret', 'accessToken', 'accessSecret'] as const)('knows a wrong %s', async key => {
    const x = await standIn()
    const { path, authorization } = await signedLook({ ...standInCredentials, [key]: `${me}-wrong` })
    expect((await get(x, path, { authorization })).status).toBe(401)
  })

  it.each([
    [-299, 200],
    [-301, 401],
    [299, 200],
    [302, 401],
  ])('meets a clock that is %i seconds off with %i', async (seconds, status) => {
    const x = await standIn()
    const now = Math.floor(Date.now() / 1_000) * 1_000
    vi.useFakeTimers({ toFake: ['Date'], now: now + seconds * 1_000 })
    const { path, authorization } = await signedLook()
    vi.setSystemTime(now)
    expect((await get(x, path, { authorization })).status).toBe(status)
  })
})

describe("the stand-in's posts", () => {
  it('are answered as X answers', async () => {
    const x = await standIn()
    await channelTo(x.url).send('A & B', open())
    const { path, authorization } = await signedLook()
    const { headers, text } = await get(x, path, { authorization })
    const [post] = x.posts()
    const page = JSON.parse(text)
    expect(page.data).toEqual([
      {
        id: post?.id,
        text: 'A &amp; B',
        edit_history_tweet_ids: [post?.id],
        created_at: expect.stringMatching(/:\d\d\.000Z$/),
      },
    ])
    expect(page.meta).toEqual({ result_count: 1, newest_id: post?.id, oldest_id: post?.id })
    expect(headers.get('x-rate-limit-limit')).toBe('900')
    expect(headers.get('x-rate-limit-remaining')).toBe('899')
    expect(Number(headers.get('x-rate-limit-reset')) * 1_000).toBeGreaterThan(Date.now())
  })

  it('have ids of digits that only grow', async () => {
    const x = await standIn({ now: () => Date.parse('2026-11-21T10:00:00Z') })
    const channel = channelTo(x.url)
    for (const text of ['uno', 'dos', 'tres']) await channel.send(text, open())
    const ids = x.posts().map(post => BigInt(post.id))
    expect(ids).toEqual([ids[0], (ids[0] ?? 0n) + 1n, (ids[0] ?? 0n) + 2n])
    expect(String(ids[0])).toMatch(/^\d{19}$/)
  })

  it('may repeat a text once it is old', async () => {
    let now = Date.now()
    const x = await standIn({ now: () => now, duplicates: 60_000 })
    const channel = channelTo(x.url)
    expect((await channel.send('igual', open())).is).toBe('sent')
    now += 59_999
    expect((await channel.send('igual', open())).is).toBe('duplicate')
    now += 1
    expect((await channel.send('igual', open())).is).toBe('sent')
  })

  it('are a hundred in a quarter of an hour', async () => {
    let now = Date.parse('2026-11-21T10:00:00Z')
    const x = await standIn({ now: () => now })
    const channel = channelTo(x.url, () => now)
    for (let number = 1; number <= 100; number++) await channel.send(`mensaje ${number}`, open())
    const answer = await channel.send('de más', open())
    expect(answer).toEqual({ is: 'busy', until: now + 900_000, why: 'rate-limit' })
    now += 900_000
    expect((await channel.send('de más', open())).is).toBe('sent')
    expect(x.posts()).toHaveLength(101)
  })

  it('weigh as X weighs them', () => {
    expect(weightIn('a'.repeat(280))).toBe(280)
    expect(weightIn('ñ€…😀👨‍👩‍👧')).toBe(1 + 2 + 2 + 2 + 2)
  })
})

describe("the stand-in's file", () => {
  it('brings the posts back', async () => {
    const file = newFile()
    const first = await standIn({ file })
    await channelTo(first.url).send('se queda', open())
    await first.close()
    const second = await standIn({ file })
    expect(second.posts()).toEqual(first.posts())
    await channelTo(second.url).send('y otro', open())
    expect(second.posts().map(post => post.text)).toEqual(['se queda', 'y otro'])
  })

  it('drops a last line that was cut', async () => {
    const file = newFile()
    const first = await standIn({ file })
    await channelTo(first.url).send('entero', open())
    const whole = readFileSync(file, 'utf8')
    appendFileSync(file, whole.trimEnd())
    const second = await standIn({ file })
    expect(second.posts()).toHaveLength(1)
    await channelTo(second.url).send('después', open())
    const third = await standIn({ file })
    expect(third.posts().map(post => post.text)).toEqual(['entero', 'después'])
  })

  it('is refused where a line is no post', async () => {
    const file = newFile()
    await standIn({ file })
    writeFileSync(file, '{"id":"1"}\n')
    await expect(standIn({ file })).rejects.toThrow(BadPostsFile)
  })

  it('holds what was answered when the process is killed', async () => {
    const file = newFile()
    const start = new URL('../../local/x.ts', import.meta.url).href
    const program = `const { startX } = await import(${JSON.stringify(start)})
      const x = await startX({ credentials: ${JSON.stringify(standInCredentials)}, file: ${JSON.stringify(file)} })
      console.log(x.url)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const gone = once(child, 'exit')
    const [url] = await once(createInterface(child.stdout), 'line')
    const answer = await channelTo(String(url)).send('antes del corte', open())
    child.kill('SIGKILL')
    await gone
    const x = await standIn({ file })
    expect(answer).toEqual({ is: 'sent', id: x.posts()[0]?.id })
  })
})

describe('the control', () => {
  it('scripts the next answers', async () => {
    const x = await standIn()
    const channel = channelTo(x.url)
    expect((await command(x, { next: 'unpaid', times: 2 })).status).toBe(200)
    expect((await channel.send('uno', open())).is).toBe('unpaid')
    expect((await channel.send('uno', open())).is).toBe('unpaid')
    expect((await channel.send('uno', open())).is).toBe('sent')
    await command(x, { next: { status: 500, landed: true } })
    expect((await channel.send('dos', open())).is).toBe('unknown')
    expect(x.posts().map(post => post.text)).toEqual(['uno', 'dos'])
  })

  it('scripts until when X is busy', async () => {
    const now = Date.parse('2026-11-21T10:00:00Z')
    const x = await standIn({ now: () => now })
    await command(x, { next: 'busy', reset: 120 })
    const answer = await channelTo(x.url, () => now).send('uno', open())
    expect(answer).toEqual({ is: 'busy', until: now + 120_000, why: 'rate-limit' })
  })

  it('makes the timeline lag', async () => {
    const x = await standIn()
    await command(x, { lag: 3_600_000 })
    await channelTo(x.url).send('tarde', open())
    expect(x.posts()).toHaveLength(1)
    expect(JSON.parse((await get(x, '/posts.json')).text)).toEqual([])
    expect((await get(x, '/')).text).not.toContain('tarde')
  })

  it.each([{ next: 'nothing' }, { next: { status: 99 } }, { lag: -1 }, { more: 1 }, 'x'])(
    'refuses %j',
    async wrong => {
      const x = await standIn()
      expect((await command(x, wrong)).status).toBe(400)
      expect((await channelTo(x.url).send('uno', open())).is).toBe('sent')
    },
  )

  it('takes nothing from a web page', async () => {
    const x = await standIn()
    expect((await command(x, { next: 'unpaid' }, { origin: 'https://example.org' })).status).toBe(403)
    expect((await command(x, { next: 'unpaid' }, { 'content-type': 'text/plain' })).status).toBe(415)
    const rebound = request(`${x.url}/control`, {
      method: 'POST',
      headers: { host: 'example.org', 'content-type': 'application/json' },
    })
    rebound.end('{"next":"unpaid"}')
    const [response] = await once(rebound, 'response')
    response.resume()
    expect(response.statusCode).toBe(421)
    expect((await channelTo(x.url).send('uno', open())).is).toBe('sent')
  })
})

describe("the readers' page", () => {
  it('shows the posts, newest first, as text', async () => {
    const x = await standIn({ now: () => Date.parse('2026-11-21T09:02:00Z') })
    const channel = channelTo(x.url)
    await channel.send('La Sede no funciona.\nSegunda línea.', open())
    await channel.send('<script>alert(1)</script> & "así"', open())
    const { headers, text } = await get(x, '/')
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(text).toContain('<html lang="es">')
    expect(text).toContain('<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;así&quot;</p>')
    expect(text).not.toContain('<script')
    expect(text).toContain('2 mensajes.')
    expect(text).toMatch(/<time datetime="2026-11-21T09:02:00\.000Z">21 de noviembre de 2026\D+10:02<\/time>/)
    expect(text.indexOf('alert(1)')).toBeLessThan(text.indexOf('La Sede'))
  })

  it('says so while there are none', async () => {
    const x = await standIn()
    expect((await get(x, '/')).text).toContain('Todavía no hay mensajes.')
  })

  it('has the posts as JSON beside it', async () => {
    const x = await standIn({ now: () => Date.parse('2026-11-21T09:02:00Z') })
    await channelTo(x.url).send('La Sede & más', open())
    const { text } = await get(x, '/posts.json')
    expect(JSON.parse(text)).toEqual([
      { id: x.posts()[0]?.id, text: 'La Sede & más', at: '2026-11-21T09:02:00.000Z' },
    ])
  })

  it('leaves the rest to nobody', async () => {
    const x = await standIn()
    expect((await get(x, '/2/other')).status).toBe(404)
    expect((await get(x, '//')).status).toBe(404)
  })
})
