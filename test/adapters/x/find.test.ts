import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { FaultName } from '../../../local/x.ts'
import { channelTo, http, nobody, open, openedSockets, rawServer, saying, shut, standIn } from './world.ts'

const text = 'La Sede Electrónica no funciona desde las 10:02. (SS-0042)'
const start = Date.parse('2026-11-21T10:00:00Z')
const idOf = (number: number) => String(1_900_000_000_000_000_000n + BigInt(number))

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** An account with so many posts, "mensaje 1" the oldest, one a minute from `start`. */
const withPosts = async (count: number) => {
  const folder = mkdtempSync(join(tmpdir(), 'x-'))
  folders.push(folder)
  const lines = Array.from({ length: count }, (_, index) => {
    const at = start + (index + 1) * 60_000
    return `${JSON.stringify({ id: idOf(index + 1), text: `mensaje ${index + 1}`, at, visible: at })}\n`
  })
  const file = join(folder, 'x.jsonl')
  writeFileSync(file, lines.join(''))
  return standIn({ file })
}

const pathsOf = (x: Awaited<ReturnType<typeof withPosts>>) =>
  x.requests().map(one => new URL(one.path, 'http://x').searchParams)

describe('a look at the timeline', () => {
  it('finds the exact text', async () => {
    const x = await standIn()
    const channel = channelTo(x.url)
    await channel.send(text, open())
    expect(await channel.find(text, undefined, 0, open())).toEqual({ is: 'found', id: x.posts()[0]?.id })
  })

  it('does not take a part for the whole', async () => {
    const x = await standIn()
    const channel = channelTo(x.url)
    await channel.send(`${text} Y más.`, open())
    expect(await channel.find(text, undefined, 0, open())).toEqual({ is: 'missing' })
  })

  it.each(['Vea A & B', '<b>«así»</b>', '&lt; no es <', '&amp;amp;', 'caf\u0065\u0301'])(
    'sees through what X makes of "%s"',
    async odd => {
      const x = await standIn()
      const channel = channelTo(x.url)
      await channel.send(odd, open())
      expect((await channel.find(odd, undefined, 0, open())).is).toBe('found')
    },
  )

  it('knows quotes and composed letters again', async () => {
    const body = JSON.stringify({
      data: [
        { id: '9', text: '&quot;caf\u00e9&quot; d&#39;aqu\u00ed', created_at: '2026-11-21T10:00:00.000Z' },
      ],
      meta: { result_count: 1 },
    })
    const server = await saying(http(200, body))
    const found = await channelTo(server.url).find('"cafe\u0301" d\'aqu\u00ed', undefined, 0, open())
    expect(found).toEqual({ is: 'found', id: '9' })
  })

  it('misses it on an empty timeline', async () => {
    const x = await standIn()
    expect(await channelTo(x.url).find(text, undefined, 0, open())).toEqual({ is: 'missing' })
    expect(await channelTo(x.url).find(text, '5', 0, open())).toEqual({ is: 'missing' })
  })

  it('misses it while the timeline lags', async () => {
    let now = Date.now()
    const x = await standIn({ now: () => now })
    const channel = channelTo(x.url)
    x.lag(60_000)
    await channel.send(text, open())
    expect(await channel.find(text, undefined, 0, open())).toEqual({ is: 'missing' })
    now += 60_000
    expect((await channel.find(text, undefined, 0, open())).is).toBe('found')
  })

  it('finds what landed behind a 503', async () => {
    const x = await standIn()
    const channel = channelTo(x.url)
    for (const fault of ['overloaded-landed', 'lost', 'truncated', 'empty-landed'] as const) {
      x.next(fault)
      expect((await channel.send(`${text} ${fault}`, open())).is).toBe('unknown')
      expect((await channel.find(`${text} ${fault}`, undefined, 0, open())).is).toBe('found')
    }
  })
})

describe('the pages of a look', () => {
  it('go back to the post since', async () => {
    const x = await withPosts(350)
    expect(await channelTo(x.url).find(text, idOf(120), 0, open())).toEqual({ is: 'missing' })
    const pages = pathsOf(x)
    expect(pages).toHaveLength(3)
    for (const page of pages) {
      expect(page.get('since_id')).toBe(idOf(120))
      expect(page.get('max_results')).toBe('100')
      expect(page.get('tweet.fields')).toBe('created_at')
      expect(page.has('exclude')).toBe(false)
    }
    expect(new Set(pages.map(page => page.get('pagination_token'))).size).toBe(3)
  })

  it('reach the very next post after since', async () => {
    const x = await withPosts(350)
    const found = await channelTo(x.url).find('mensaje 121', idOf(120), 0, open())
    expect(found).toEqual({ is: 'found', id: idOf(121) })
  })

  it('go back in time where nothing is known', async () => {
    const x = await withPosts(350)
    const from = start + 200 * 60_000
    expect(await channelTo(x.url).find(text, undefined, from, open())).toEqual({ is: 'missing' })
    expect(pathsOf(x)).toHaveLength(2)
    expect(pathsOf(x).some(page => page.has('since_id'))).toBe(false)
  })

  it('go on to the end if need be', async () => {
    const x = await withPosts(350)
    expect(await channelTo(x.url).find(text, undefined, start - 1, open())).toEqual({ is: 'missing' })
    expect(pathsOf(x)).toHaveLength(4)
  })

  it('end with the first that has it', async () => {
    const x = await withPosts(350)
    expect(await channelTo(x.url).find('mensaje 260', undefined, 0, open())).toEqual({
      is: 'found',
      id: idOf(260),
    })
    expect(pathsOf(x)).toHaveLength(1)
  })

  it('count a post of the same second', async () => {
    const post = (id: string, at: string) => ({
      id,
      text: `de las ${at}`,
      created_at: `2026-11-21T${at}.000Z`,
    })
    const page = (posts: readonly unknown[], more = {}) =>
      http(200, JSON.stringify({ data: posts, meta: { result_count: posts.length, ...more } }))
    const server = await rawServer(socket =>
      socket.once('data', request =>
        socket.end(
          String(request).includes('pagination_token')
            ? page([post('1', '10:00:00')])
            : page([post('2', '10:00:00')], { next_token: 'n' }),
        ),
      ),
    )
    const from = Date.parse('2026-11-21T10:00:00.700Z')
    expect(await channelTo(server.url).find('de las 10:00:00 no', undefined, from, open())).toEqual({
      is: 'missing',
    })
    expect(server.count()).toBe(2)
    await channelTo(server.url).find('de las 10:00:00 no', undefined, from + 300, open())
    expect(server.count()).toBe(3)
  })

  it('are unclear where a later one fails', async () => {
    const x = await withPosts(350)
    const fail = { on: 'timeline' } as const
    x.next({ headers: { 'x-first': 'whole' } }, fail)
    x.next('overloaded', fail)
    expect(await channelTo(x.url).find(text, idOf(1), 0, open())).toEqual({
      is: 'unclear',
      why: 'status-503',
    })
    expect(pathsOf(x)).toHaveLength(2)
  })

  it('never go round in a circle', async () => {
    const body = JSON.stringify({ meta: { result_count: 0, next_token: 'again' } })
    const server = createServer((_request, response) => response.end(body))
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const found = await channelTo(`http://127.0.0.1:${port}`).find(text, undefined, 0, open())
    await new Promise(resolve => server.close(resolve))
    expect(found).toEqual({ is: 'unclear', why: 'pages-in-a-circle' })
  })
})

describe('a look that is not clear', () => {
  const faults: readonly (readonly [FaultName, string])[] = [
    ['busy', 'status-429'],
    ['unpaid', 'status-402'],
    ['forbidden', 'status-403'],
    ['overloaded', 'status-503'],
    ['html', 'no-timeline'],
    ['moved', 'status-302'],
    ['empty', 'status-201'],
    ['truncated', 'cut'],
    ['lost', 'ECONNRESET'],
  ]
  it.each(faults)('is no miss when X answers "%s"', async (fault, why) => {
    const x = await standIn()
    x.next(fault, { on: 'timeline' })
    expect(await channelTo(x.url).find(text, '5', 0, open())).toEqual({ is: 'unclear', why })
  })

  const created_at = '2026-11-21T10:00:00.000Z'
  const post = { id: '9', text: 'otro', created_at }
  const bodies: readonly (readonly [string, unknown, string])[] = [
    ['errors beside posts', { data: [post], meta: { result_count: 1 }, errors: [{ title: 'x' }] }, 'partial'],
    ['errors alone', { errors: [{ title: 'Not Found Error' }] }, 'no-timeline'],
    ['fewer posts than it counts', { data: [post], meta: { result_count: 2 } }, 'partial'],
    ['a count but no posts', { meta: { result_count: 2 } }, 'partial'],
    ['no count', { data: [post] }, 'no-timeline'],
    ['an empty object', {}, 'no-timeline'],
    ['a null', null, 'no-timeline'],
    [
      'a time that is none',
      { data: [{ ...post, created_at: 'ayer' }], meta: { result_count: 1 } },
      'no-timeline',
    ],
    ['a post without text', { data: [{ id: '9', created_at }], meta: { result_count: 1 } }, 'no-timeline'],
  ]
  it('takes what it finds, whatever else the page lacks', async () => {
    const server = await saying(http(200, JSON.stringify({ data: [{ id: '9', text: 'este' }] })))
    expect(await channelTo(server.url).find('este', undefined, 0, open())).toEqual({ is: 'found', id: '9' })
  })

  it('needs no count of what is there', async () => {
    const body = { data: [{ id: '9', text: 'otro', created_at }], meta: {} }
    const server = await saying(http(200, JSON.stringify(body)))
    expect(await channelTo(server.url).find('este', undefined, 0, open())).toEqual({ is: 'missing' })
  })

  it('needs no times where it reads to the end', async () => {
    const data = [
      { id: '9', text: 'otro' },
      { id: '8', text: 'este' },
    ]
    const server = await saying(http(200, JSON.stringify({ data, meta: { result_count: 2 } })))
    expect(await channelTo(server.url).find('este', undefined, 0, open())).toEqual({ is: 'found', id: '8' })
    expect(await channelTo(server.url).find('nada', undefined, 0, open())).toEqual({ is: 'missing' })
  })

  it.each(bodies)('is no miss with %s', async (_name, body, why) => {
    const server = await saying(http(200, JSON.stringify(body)))
    expect(await channelTo(server.url).find(text, undefined, 0, open())).toEqual({ is: 'unclear', why })
  })

  it('still finds the text on a partial page', async () => {
    const body = { data: [{ ...post, text }], meta: { result_count: 1 }, errors: [{ title: 'x' }] }
    const server = await saying(http(200, JSON.stringify(body)))
    expect(await channelTo(server.url).find(text, undefined, 0, open())).toEqual({ is: 'found', id: '9' })
  })

  it('is no miss where nobody listens', async () => {
    const found = await channelTo(await nobody()).find(text, undefined, 0, open())
    expect(found).toEqual({ is: 'unclear', why: 'ECONNREFUSED' })
  })

  it('asks nothing behind a shut fence', async () => {
    const x = await standIn()
    expect(await channelTo(x.url).find(text, undefined, 0, shut)).toEqual({ is: 'unclear', why: 'late' })
    expect(x.connections()).toBe(0)
  })

  it('ends at the deadline with its socket closed', async () => {
    const x = await standIn()
    x.next('hang', { on: 'timeline' })
    const sockets = openedSockets()
    const found = await channelTo(x.url).find(text, undefined, 0, open(200))
    expect(found).toEqual({ is: 'unclear', why: 'deadline' })
    expect(sockets.map(socket => socket.closed)).toEqual([true])
  })

  it('has one deadline for all its pages', async () => {
    const x = await withPosts(350)
    let left = 2
    const running = { mayStart: () => true, killIn: () => (left-- > 0 ? 10_000 : 0) }
    expect(await channelTo(x.url).find(text, idOf(1), 0, running)).toEqual({ is: 'unclear', why: 'late' })
    expect(pathsOf(x)).toHaveLength(1)
  })
})
