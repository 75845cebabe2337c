import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { BadXAddress } from '../../lib/adapters/x/address.ts'
import { AccountUnknown, xChannel } from '../../lib/adapters/x.ts'
import {
  type CredentialsSource,
  fixedCredentials,
  standInCredentials,
} from '../../lib/adapters/x-credentials.ts'
import type { Answer } from '../../lib/ports.ts'
import type { FaultName } from '../../local/x.ts'
import { certificate } from './x/certificate.ts'
import {
  channelTo,
  http,
  nobody,
  open,
  openedSockets,
  rawServer,
  saying,
  shut,
  standIn,
  tlsBefore,
} from './x/world.ts'

const text = 'La Sede Electrónica no funciona desde las 10:02. (SS-0042)'

describe('a post', () => {
  it('is sent under the id that X gives', async () => {
    const x = await standIn()
    const answer = await channelTo(x.url).send(text, open())
    expect(answer).toEqual({ is: 'sent', id: x.posts()[0]?.id })
    expect(x.posts().map(post => post.text)).toEqual([text])
    expect(x.requests()).toEqual([{ method: 'POST', path: '/2/tweets', status: 201 }])
  })

  it('keeps every sign of its text', async () => {
    const x = await standIn()
    const odd = '¿Qué hago? «Cl@ve» & <b> "así" · 100 % 😀\nOtra línea.'
    expect((await channelTo(x.url).send(odd, open())).is).toBe('sent')
    expect(x.posts()[0]?.text).toBe(odd)
  })

  it('asks for no compression and no kept connection', async () => {
    const server = await saying(http(201, '{"data":{"id":"77"}}'))
    expect(await channelTo(server.url).send(text, open())).toEqual({ is: 'sent', id: '77' })
    const request = await (await server.first).text
    expect(request).toMatch(/^POST \/2\/tweets HTTP\/1\.1\r\n/)
    expect(request).toMatch(/\r\nhost: api\.x\.com\r\n/i)
    expect(request).toMatch(/\r\nconnection: close\r\n/i)
    expect(request).not.toMatch(/accept-encoding/i)
  })

  it('takes a connection of its own each time', async () => {
    const x = await standIn()
    const channel = channelTo(x.url)
    await channel.send('uno', open())
    await channel.send('dos', open())
    expect(x.connections()).toBe(2)
  })

  it('goes over TLS where the address says so', async () => {
    const x = await standIn()
    const before = getCACertificates('default')
    const { url } = await tlsBefore(x.port)
    setDefaultCACertificates([...before, certificate])
    try {
      expect((await channelTo(url).send(text, open())).is).toBe('sent')
      x.next('hang')
      const sockets = openedSockets()
      expect(await channelTo(url).send('otro', open(300))).toEqual({ is: 'unknown', why: 'deadline' })
      expect(sockets[0]?.closed).toBe(true)
    } finally {
      setDefaultCACertificates(before)
    }
    expect(x.posts()).toHaveLength(1)
  })
})

describe('an answer of X', () => {
  const rows: readonly (readonly [FaultName, Answer])[] = [
    ['unpaid', { is: 'unpaid', why: 'no-credits' }],
    ['unauthorized', { is: 'unauthorized', why: 'unauthorized' }],
    ['duplicate', { is: 'duplicate' }],
    ['reply', { is: 'refused', why: 'reply-not-allowed' }],
    ['permissions', { is: 'refused', why: 'permissions' }],
    ['suspended', { is: 'refused', why: 'suspended' }],
    ['locked', { is: 'refused', why: 'locked' }],
    ['forbidden', { is: 'refused', why: 'forbidden' }],
    ['missing', { is: 'refused', why: 'status-404' }],
    ['broken', { is: 'unknown', why: 'status-500' }],
    ['broken-landed', { is: 'unknown', why: 'status-500' }],
    ['overloaded', { is: 'unknown', why: 'status-503' }],
    ['overloaded-landed', { is: 'unknown', why: 'status-503' }],
    ['html-overloaded', { is: 'unknown', why: 'status-503' }],
    ['empty', { is: 'unknown', why: 'status-201-without-id' }],
    ['html', { is: 'unknown', why: 'status-200-without-id' }],
    ['moved', { is: 'unknown', why: 'status-302' }],
    ['truncated', { is: 'unknown', why: 'cut' }],
    ['lost', { is: 'unknown', why: 'ECONNRESET' }],
    ['lost-before', { is: 'unknown', why: 'ECONNRESET' }],
  ]
  it.each(rows)('reads "%s" for what it is', async (fault, answer) => {
    const x = await standIn()
    x.next(fault)
    expect(await channelTo(x.url).send(text, open())).toEqual(answer)
  })

  it('is a refusal where the request is invalid', async () => {
    const x = await standIn()
    expect(await channelTo(x.url).send('á'.repeat(281), open())).toEqual({ is: 'refused', why: 'status-400' })
  })

  it('names a repeated text a duplicate', async () => {
    const x = await standIn()
    const channel = channelTo(x.url)
    await channel.send(text, open())
    expect(await channel.send(text, open())).toEqual({ is: 'duplicate' })
    expect(x.posts()).toHaveLength(1)
  })

  const others: readonly (readonly [string, string, Answer])[] = [
    ['an older 403', http(403, '{"errors":[{"code":187,"message":"x"}]}'), { is: 'duplicate' }],
    [
      'a closed conversation',
      http(403, '{"detail":"Reply to this conversation is not allowed because you have not been mentioned"}'),
      { is: 'refused', why: 'reply-not-allowed' },
    ],
    [
      'a 403 of HTML',
      http(403, '<html>', { 'content-type': 'text/html' }),
      { is: 'refused', why: 'forbidden' },
    ],
    ['errors of null', http(403, '{"errors":[null]}'), { is: 'refused', why: 'forbidden' }],
    ['a revoked token', http(401, '{"errors":[{"code":89}]}'), { is: 'unauthorized', why: 'token-revoked' }],
    ['a clock that is off', http(401, '{"errors":[{"code":135}]}'), { is: 'unauthorized', why: 'clock' }],
    ['a 408', http(408, ''), { is: 'unknown', why: 'status-408' }],
    ['a 504 of HTML', http(504, '<html>'), { is: 'unknown', why: 'status-504' }],
    ['a number for an id', http(201, '{"data":{"id":77}}'), { is: 'unknown', why: 'status-201-without-id' }],
    ['a word for an id', http(201, '{"data":{"id":"x1"}}'), { is: 'unknown', why: 'status-201-without-id' }],
    ['a list', http(201, '[]'), { is: 'unknown', why: 'status-201-without-id' }],
    [
      'JSON that stops short',
      http(201, '{"data":{"id":"77"'),
      { is: 'unknown', why: 'status-201-without-id' },
    ],
    ['a success under another type', http(200, '{"data":{"id":"77"}}', {}), { is: 'sent', id: '77' }],
    [
      'a body cut off',
      'HTTP/1.1 201 Created\r\ncontent-length: 99\r\n\r\n{"data":',
      { is: 'unknown', why: 'cut' },
    ],
    [
      'a refusal cut off',
      'HTTP/1.1 403 No\r\ncontent-length: 99\r\n\r\n{"det',
      { is: 'unknown', why: 'cut' },
    ],
    [
      'gzip cut off',
      'HTTP/1.1 201 Created\r\ncontent-encoding: gzip\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n\x1f\x8b\x08',
      { is: 'unknown', why: 'cut' },
    ],
    ['no HTTP at all', 'SSH-2.0-none\r\n', { is: 'unknown', why: 'HPE_INVALID_CONSTANT' }],
    [
      'an upgrade',
      'HTTP/1.1 101 Go\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
      { is: 'unknown', why: 'closed' },
    ],
    ['half a head', 'HTTP/1.1 201 Cre', { is: 'unknown', why: 'ECONNRESET' }],
    ['nothing', '', { is: 'unknown', why: 'ECONNRESET' }],
  ]
  it.each(others)('reads %s for what it is', async (_name, bytes, answer) => {
    const server = await saying(bytes)
    expect(await channelTo(server.url).send(text, open())).toEqual(answer)
  })

  it('ends a body that knows no end', async () => {
    const chunk = 'x'.repeat(64 * 1_024)
    const server = await rawServer(socket => {
      const pour = () => {
        while (socket.writable && socket.write(chunk));
      }
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n')
        socket.on('drain', pour)
        pour()
      })
    })
    expect(await channelTo(server.url).send(text, open())).toEqual({ is: 'unknown', why: 'cut' })
  })
})

describe('a connection that fails', () => {
  it('sends nothing where nobody listens', async () => {
    expect(await channelTo(await nobody()).send(text, open())).toEqual({
      is: 'not-sent',
      why: 'ECONNREFUSED',
    })
  })

  it('sends nothing to a name that is none', async () => {
    const answer = await channelTo('http://nowhere.invalid').send(text, open())
    expect(answer).toMatchObject({ is: 'not-sent', why: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) })
  })

  it('sends nothing where TLS is answered with noise', async () => {
    const server = await rawServer(
      socket => socket.once('data', () => socket.end('no TLS here\r\n')),
      'https',
    )
    expect(await channelTo(server.url).send(text, open())).toMatchObject({ is: 'not-sent' })
    expect(await (await server.first).text).not.toContain('POST')
  })

  it('sends nothing where TLS ends before it began', async () => {
    const server = await rawServer(socket => socket.once('data', () => socket.end()), 'https')
    expect(await channelTo(server.url).send(text, open())).toEqual({ is: 'not-sent', why: 'ECONNRESET' })
  })

  it('sends nothing to a certificate that nobody signed', async () => {
    const x = await standIn()
    const answer = await channelTo((await tlsBefore(x.port)).url).send(text, open())
    expect(answer).toEqual({ is: 'not-sent', why: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    expect(x.requests()).toEqual([])
  })

  it('sends nothing where TLS never comes about', async () => {
    const server = await rawServer(() => undefined, 'https')
    const sockets = openedSockets()
    expect(await channelTo(server.url).send(text, open(200))).toEqual({ is: 'not-sent', why: 'deadline' })
    expect(sockets[0]?.closed).toBe(true)
  })

  it('leaves in doubt what was reset when asked', async () => {
    const server = await rawServer(socket => socket.once('data', () => socket.resetAndDestroy()))
    expect(await channelTo(server.url).send(text, open())).toEqual({ is: 'unknown', why: 'ECONNRESET' })
  })
})

describe('the fence', () => {
  it('opens nothing when it is shut', async () => {
    const x = await standIn()
    expect(await channelTo(x.url).send(text, shut)).toEqual({ is: 'not-sent', why: 'late' })
    expect(x.connections()).toBe(0)
  })

  it('opens nothing with no time left', async () => {
    const x = await standIn()
    expect(await channelTo(x.url).send(text, open(0))).toEqual({ is: 'not-sent', why: 'late' })
    expect(x.connections()).toBe(0)
  })

  it('writes nothing when it shuts while connecting', async () => {
    const server = await rawServer(() => undefined)
    let asked = 0
    const closing = { mayStart: () => ++asked === 1, killIn: () => 10_000 }
    expect(await channelTo(server.url).send(text, closing)).toEqual({ is: 'not-sent', why: 'late' })
    expect((await (await server.first).text) ?? '').toBe('')
  })

  it('is asked in the step that opens the socket', async () => {
    const x = await standIn()
    const sockets = openedSockets()
    const opened: number[] = []
    const watching = {
      mayStart: () => {
        queueMicrotask(() => opened.push(sockets.length))
        return true
      },
      killIn: () => 10_000,
    }
    await channelTo(x.url).send(text, watching)
    expect(opened[0]).toBe(1)
  })

  it('resets what hangs behind TLS', async () => {
    const server = await rawServer(() => undefined)
    const before = getCACertificates('default')
    const front = await tlsBefore(Number(new URL(server.url).port))
    setDefaultCACertificates([...before, certificate])
    const answer = await channelTo(front.url).send(text, open(300))
    setDefaultCACertificates(before)
    expect(answer).toEqual({ is: 'unknown', why: 'deadline' })
    expect(await (await front.first).ended).toBe('ECONNRESET')
  })

  it('resets a request that hangs, before the answer', async () => {
    const server = await rawServer(() => undefined)
    const sockets = openedSockets()
    expect(await channelTo(server.url).send(text, open(200))).toEqual({ is: 'unknown', why: 'deadline' })
    expect(sockets.map(socket => socket.closed)).toEqual([true])
    expect(await (await server.first).ended).toBe('ECONNRESET')
  })

  it('ends an answer that drips', async () => {
    const server = await rawServer(socket => {
      const drip = () => {
        if (socket.writable) socket.write(' ', () => setTimeout(drip, 5))
      }
      socket.once('data', () => {
        socket.write('HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ncontent-length: 9999\r\n\r\n')
        drip()
      })
    })
    const sockets = openedSockets()
    expect(await channelTo(server.url).send(text, open(200))).toEqual({ is: 'unknown', why: 'cut' })
    expect(sockets.map(socket => socket.closed)).toEqual([true])
  })

  it('closes the socket after a clear answer too', async () => {
    const x = await standIn()
    const sockets = openedSockets()
    await channelTo(x.url).send(text, open())
    expect(sockets.map(socket => socket.closed)).toEqual([true])
  })

  it('takes a deadline beyond all timers', async () => {
    const x = await standIn()
    expect((await channelTo(x.url).send(text, open(Number.POSITIVE_INFINITY))).is).toBe('sent')
  })
})

describe('a busy X', () => {
  const now = Date.parse('2026-11-21T10:00:00Z')
  const at = (seconds: number) => String(now / 1_000 + seconds)
  const short = (remaining: string, seconds: number) => ({
    'x-rate-limit-limit': '100',
    'x-rate-limit-remaining': remaining,
    'x-rate-limit-reset': at(seconds),
  })
  const long = (family: string, remaining: string, seconds: number) => ({
    [`x-${family}-limit-24hour-limit`]: '10000',
    [`x-${family}-limit-24hour-remaining`]: remaining,
    [`x-${family}-limit-24hour-reset`]: at(seconds),
  })
  const rows: readonly (readonly [string, Readonly<Record<string, string>>, number])[] = [
    ['until its reset', short('0', 600), 600],
    ['until its reset, whatever remains', short('7', 600), 600],
    ["until the app's day is over", { ...short('40', 600), ...long('app', '0', 30_000) }, 30_000],
    ["until the user's day is over", { ...short('40', 600), ...long('user', '0', 40_000) }, 40_000],
    ['until the later of two', { ...short('0', 600), ...long('app', '0', 300) }, 600],
    ['not for a day that is not spent', { ...short('0', 600), ...long('app', '12', 30_000) }, 600],
    ['a minute without a word', {}, 60],
    ['a minute after a reset gone by', short('0', -30), 60],
    ['a minute after a reset that is no number', { 'x-rate-limit-reset': 'soon' }, 60],
    ['a day at most', short('0', 900_000), 86_400],
  ]
  it.each(rows)('is left alone %s', async (_name, headers, seconds) => {
    const x = await standIn()
    const bare = Object.keys(headers).length === 0
    const server = bare ? await saying(http(429, '{}')) : x
    x.next({ status: 429, headers })
    const answer = await channelTo(server.url, () => now).send(text, open())
    expect(answer).toEqual({ is: 'busy', until: now + seconds * 1_000, why: 'rate-limit' })
  })

  it('is left alone an hour when the cap is reached', async () => {
    const x = await standIn()
    x.next('capped')
    const answer = await channelTo(x.url, () => now).send(text, open())
    expect(answer).toEqual({ is: 'busy', until: now + 3_600_000, why: 'usage-capped' })
  })
})

describe('credentials', () => {
  const counted = (values = standInCredentials) => {
    const count = { read: 0, forgotten: 0 }
    const source: CredentialsSource = {
      read: async () => {
        count.read += 1
        return values
      },
      forget: () => {
        count.forgotten += 1
      },
    }
    return { count, source }
  }

  it('are forgotten after a 401 of either kind', async () => {
    const x = await standIn()
    const { count, source } = counted({ ...standInCredentials, accessSecret: 'another' })
    const channel = xChannel({ credentials: source, url: x.url })
    expect(await channel.send(text, open())).toEqual({ is: 'unauthorized', why: 'unauthorized' })
    expect(count.forgotten).toBe(1)
    expect(await channel.find(text, undefined, 0, open())).toEqual({ is: 'unclear', why: 'status-401' })
    expect(count.forgotten).toBe(2)
  })

  it('are kept after any other answer', async () => {
    const x = await standIn()
    const { count, source } = counted()
    x.next('forbidden')
    await xChannel({ credentials: source, url: x.url }).send(text, open())
    expect(count.forgotten).toBe(0)
  })

  it('name the account without a call', async () => {
    const x = await standIn()
    expect(await channelTo(x.url).account()).toBe('1000000000000000001')
    expect(x.connections()).toBe(0)
  })

  it('are asked of X once if they hold no account', async () => {
    const values = { ...standInCredentials, accessToken: 'tokenwithoutid' }
    const x = await standIn({ credentials: values, account: { id: '4242' } })
    const channel = xChannel({ credentials: fixedCredentials(values), url: x.url })
    expect([await channel.account(), await channel.account()]).toEqual(['4242', '4242'])
    expect(x.requests()).toEqual([{ method: 'GET', path: '/2/users/me', status: 200 }])
  })

  it('leave the account unknown when X does not say it', async () => {
    const values = { ...standInCredentials, accessToken: 'tokenwithoutid' }
    const x = await standIn({ credentials: values })
    const channel = xChannel({ credentials: fixedCredentials(values), url: x.url })
    x.next('overloaded', { on: 'me', times: 2 })
    await expect(channel.account()).rejects.toThrow(AccountUnknown)
    expect(await channel.find(text, undefined, 0, open())).toEqual({ is: 'unclear', why: 'status-503' })
    expect(await channel.account()).toBe('1000000000000000001')
  })

  it('never show in what comes back', async () => {
    const x = await standIn()
    const channel = channelTo(x.url)
    const echo = await rawServer(socket => {
      socket.once('data', piece => {
        const words = JSON.stringify({ title: String(piece), detail: String(piece), type: String(piece) })
        socket.end(http(403, words, { 'content-type': 'application/json' }))
      })
    })
    const come: unknown[] = [await channelTo(echo.url).send(text, open())]
    const names: FaultName[] = [
      'lost',
      'html',
      'broken',
      'unauthorized',
      'truncated',
      'hang',
      'moved',
      'busy',
    ]
    for (const name of names) {
      x.next(name)
      come.push(await channel.send(`${text} ${name}`, open(300)))
      x.next(name, { on: 'timeline' })
      come.push(await channel.find(text, undefined, 0, open(300)))
    }
    const secret = { ...standInCredentials, accessToken: 'secret-token-without-id' }
    const lost = xChannel({ credentials: fixedCredentials(secret), url: await nobody() })
    come.push(await lost.account().catch((error: unknown) => error))
    const shown = inspect(come, { depth: 20, showHidden: true })
    const secrets = [...Object.values(standInCredentials), ...Object.values(secret), 'OAuth']
    expect(secrets.filter(one => shown.includes(one))).toEqual([])
    expect(come).toHaveLength(18)
  })
})

describe('the address', () => {
  it.each(['', 'x', 'ftp://x', 'localhost:80'])('is refused where it is "%s"', url => {
    expect(() => channelTo(url)).toThrow(BadXAddress)
  })
})
