import { readFileSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { undiciProber } from '../../lib/adapters/undici-prober.ts'
import type { Sight } from '../../lib/check/check.ts'
import { judge } from '../../lib/check/outcome.ts'
import type { Prober } from '../../lib/ports.ts'
import type { Target } from '../../lib/service/service.ts'
import { type Behaviour, portalMarker, type Sites, startSites } from '../../local/sites.ts'
import { targetOf } from '../check/targets.ts'
import { startNameServer } from './name-server.ts'

/** The certificates are valid from 2020 to 2125, or ended in 2020; they all have the key in site-key.pem. */
const pem = (name: string) => readFileSync(new URL(`certificates/${name}.pem`, import.meta.url), 'utf8')
const key = pem('site-key')

/** Long enough for a busy machine where an answer comes, short where none does. */
const patient = 10_000
const short = 400

const names = {
  'sede.test': ['127.0.0.1'],
  'both.test': ['127.0.0.1', '::1'],
  'two.test': ['127.0.0.2', '127.0.0.1'],
  'nowhere.test': [],
  'failing.test': 'server-failed',
  'refusing.test': 'refused',
  'dead.test': 'silent',
} as const

let sites: Sites
let secureSites: Sites
let nameServer: Awaited<ReturnType<typeof startNameServer>>
let prober: Prober
const closers: (() => unknown)[] = []

beforeAll(async () => {
  sites = await startSites()
  secureSites = await startSites({ tls: { key, cert: pem('good') } })
  nameServer = await startNameServer(names)
  prober = undiciProber({
    userAgent: 'Atalaya-test/1 (+https://atalaya.example)',
    ca: [pem('root')],
    nameServers: [nameServer.address],
  })
})

afterAll(async () => {
  await Promise.all([
    sites.close(),
    secureSites.close(),
    nameServer.close(),
    ...closers.map(close => close()),
  ])
})

const portOf = (server: Server) => {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** A server that speaks no HTTP: it does to each connection what the test says. */
const rawServer = async (greet: (socket: Socket) => void) => {
  const open = new Set<Socket>()
  const server = createServer(socket => {
    open.add(socket.on('error', () => undefined))
    greet(socket)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    for (const socket of open) socket.destroy()
    return new Promise(resolve => server.close(resolve))
  })
  return { port: portOf(server), open }
}

const lookAt = async (target: Target, deadline = patient) => {
  const sight = await prober.look(target, deadline)
  return { sight, ...judge(sight, target) }
}

const at = (behaviour: Behaviour, over: Partial<Target> = {}, on: Sites = sites) => {
  const site = on.add('sede', { title: 'Sede Electrónica' })
  site.be(behaviour)
  return { site, target: targetOf(site.url, over) }
}

const titled = { expect: { status: [200], contains: [portalMarker], title: 'Sede Electrónica' } }

const cases: [name: string, behaviour: Behaviour, outcome: string, reason: string, deadline?: number][] = [
  ['a healthy page', { is: 'healthy' }, 'up', 'ok'],
  ['a page in windows-1252', { is: 'healthy', charset: 'windows-1252' }, 'up', 'ok'],
  ['a status of 500', { is: 'status', status: 500 }, 'down', 'status-500'],
  [
    '503 with Retry-After',
    { is: 'status', status: 503, retryAfter: '120' },
    'down',
    'status-503-retry-after',
  ],
  ['503 without', { is: 'status', status: 503 }, 'down', 'status-503'],
  ['a refusal', { is: 'status', status: 403 }, 'blind', 'status-403'],
  ['200 without the marker', { is: 'unmarked' }, 'down', 'no-marker'],
  ["a firewall's page with 200", { is: 'challenge' }, 'blind', 'challenge'],
  ['no answer', { is: 'hang', in: 'headers' }, 'down', 'timeout-request', short],
  ['no end of the body', { is: 'hang', in: 'body' }, 'down', 'timeout-body', short],
  ['a dripping body', { is: 'drip', every: 30 }, 'down', 'timeout-body', short],
  ['a reset before the answer', { is: 'reset', in: 'request' }, 'down', 'reset-request'],
  ['a reset in the headers', { is: 'reset', in: 'headers' }, 'down', 'reset-request'],
  ['a reset in the body', { is: 'reset', in: 'body' }, 'down', 'reset-body'],
  ['a truncated body', { is: 'truncated' }, 'down', 'truncated'],
  ['200 MB without the marker', { is: 'huge', bytes: 200e6 }, 'down', 'no-marker'],
  ['five redirects', { is: 'redirects', times: 5 }, 'up', 'ok'],
  ['six redirects', { is: 'redirects', times: 6 }, 'down', 'too-many-redirects'],
  ['redirects without end', { is: 'redirects', times: 1e9 }, 'down', 'too-many-redirects'],
  ['a redirect to itself', { is: 'redirect-loop' }, 'down', 'redirect-loop'],
  ['a redirect to another scheme', { is: 'redirect', to: 'ftp://127.0.0.1/' }, 'blind', 'bad-redirect'],
  ['a redirect to no address', { is: 'redirect', to: 'http://:0x' }, 'blind', 'bad-redirect'],
  ['a cookie asked for after a redirect', { is: 'cookies' }, 'up', 'ok'],
  ['gzip that nobody asked for', { is: 'compressed', encoding: 'gzip' }, 'up', 'ok'],
  ['deflate', { is: 'compressed', encoding: 'deflate' }, 'up', 'ok'],
  ['deflate without its envelope', { is: 'compressed', encoding: 'raw-deflate' }, 'up', 'ok'],
  ['brotli', { is: 'compressed', encoding: 'br' }, 'up', 'ok'],
  ['what is no HTTP', { is: 'garbage' }, 'blind', 'not-http'],
]

describe('a look at a site', () => {
  it.each(cases)('sees %s', async (_name, behaviour, outcome, reason, deadline) => {
    expect(await lookAt(at(behaviour, titled).target, deadline)).toMatchObject({ outcome, reason })
  })

  it.each(cases)('sees %s, over TLS', async (_name, behaviour, outcome, reason, deadline) => {
    expect(await lookAt(at(behaviour, titled, secureSites).target, deadline)).toMatchObject({
      outcome,
      reason,
    })
  })

  it('finds an answer slow beyond the limit', async () => {
    const { target } = at({ is: 'slow', by: 150 }, { slow: 100 })
    expect(await lookAt(target)).toMatchObject({ outcome: 'slow', reason: 'slow' })
  })

  it('sees that nobody listens', async () => {
    const { port } = await rawServer(socket => socket.destroy())
    await closers.pop()?.()
    expect(await lookAt(targetOf(`http://127.0.0.1:${port}/`))).toMatchObject({
      outcome: 'down',
      reason: 'refused',
    })
  })

  it('says who looks and asks for plain bytes in Spanish', async () => {
    const { site, target } = at({ is: 'healthy' }, { headers: { 'Accept-Language': 'ca' } })
    await lookAt(target)
    expect(site.visits.map(({ headers }) => headers)).toMatchObject([
      {
        'user-agent': 'Atalaya-test/1 (+https://atalaya.example)',
        'accept-encoding': 'identity',
        'accept-language': 'ca',
        connection: 'close',
      },
    ])
  })

  it('keeps personal headers from other origins', async () => {
    const other = secureSites.add('other')
    const { site, target } = at(
      { is: 'redirect', to: other.url },
      { headers: { Authorization: 'Basic x', 'x-a': '1' } },
    )
    expect(await lookAt(target)).toMatchObject({ outcome: 'up' })
    expect(site.visits[0]?.headers.authorization).toBe('Basic x')
    expect(other.visits[0]?.headers).toMatchObject({ 'x-a': '1' })
    expect(other.visits[0]?.headers).not.toHaveProperty('authorization')
  })

  it('starts each look without the cookies of the last', async () => {
    const { site, target } = at({ is: 'cookies' })
    await lookAt(target)
    await lookAt(target)
    expect(site.visits.map(({ headers }) => headers.cookie)).toEqual([
      undefined,
      'JSESSIONID=0000abc',
      undefined,
      'JSESSIONID=0000abc',
    ])
  })

  it('tells where a page without its marker was found', async () => {
    const plain = secureSites.add('mantenimiento')
    plain.be({ is: 'unmarked' })
    const { target } = at({ is: 'redirect', to: plain.url })
    expect(await lookAt(target)).toMatchObject({
      reason: 'no-marker-after-redirect',
      sight: { landed: plain.url },
    })
  })

  it('does not follow a redirect that is expected itself', async () => {
    const { target } = at({ is: 'redirect', to: '/' }, { expect: { status: [302], contains: [] } })
    expect(await lookAt(target)).toMatchObject({ outcome: 'up', sight: { status: 302 } })
  })

  it('never throws, whatever the target says', async () => {
    const { target } = at({ is: 'healthy' }, { headers: { 'x-bad': 'a\r\nb: c' } })
    expect(await lookAt(target)).toMatchObject({ outcome: 'blind', reason: 'our-request' })
  })
})

const latin = (text: string) => Buffer.from(text, 'latin1')
const utf8 = (text: string) => Buffer.from(text, 'utf8')
const both = (text: string): [Buffer, Buffer] => [latin(text), utf8(text)]
const [latinMarker, utf8Marker] = both('<p>Gestión Esperas</p>')
const accented = { expect: { status: [200], contains: ['Gestión Esperas'] } }

const readings: [name: string, type: string, pieces: Buffer[], reason: string][] = [
  [
    'a marker cut between two chunks',
    'text/html',
    [utf8('<p>Gesti\u00f3'), utf8('n Esp'), utf8('eras')],
    'ok',
  ],
  ['a letter cut between two chunks', 'text/html', [utf8Marker.subarray(0, 9), utf8Marker.subarray(9)], 'ok'],
  ['the charset of the type', 'text/html; charset=ISO-8859-1', [latinMarker], 'ok'],
  ['no bytes of another charset', 'text/html; charset=utf-8', [latinMarker], 'no-marker'],
  ['the charset of a meta tag', 'text/html', [latin('<meta charset="windows-1252">'), latinMarker], 'ok'],
  ['no bytes against a meta tag', 'text/html', [utf8('<meta charset=utf-8>'), latinMarker], 'no-marker'],
  ['either charset where none is named', 'text/html', [latinMarker], 'ok'],
  ['a charset that nobody knows', 'text/html; charset=klingon', [utf8Marker], 'ok'],
  ['a marker after 500 KB', 'text/html', [Buffer.alloc(500 * 1024, 'x'), utf8Marker], 'ok'],
  ['nothing beyond 512 KB', 'text/html', [Buffer.alloc(513 * 1024, 'x'), utf8Marker], 'no-marker'],
]

describe('reading a page', () => {
  it.each(readings)('finds %s', async (_name, type, pieces, reason) => {
    const { target } = at({ is: 'pieces', type, pieces }, accented)
    expect(await lookAt(target)).toMatchObject({ reason })
  })

  it('finds the euro sign, which only windows-1252 has', async () => {
    const pieces = [Buffer.from([0x31, 0x37, 0x20, 0x80])]
    const { target } = at(
      { is: 'pieces', type: 'text/html; charset=windows-1252', pieces },
      { expect: { status: [200], contains: ['17 €'] } },
    )
    expect(await lookAt(target)).toMatchObject({ sight: { marker: '17 €' } })
  })

  it('says which of the markers it found', async () => {
    const { target } = at({ is: 'healthy' }, { expect: { status: [200], contains: ['falta', portalMarker] } })
    expect(await lookAt(target)).toMatchObject({ outcome: 'up', sight: { marker: portalMarker } })
  })

  it('resolves the references of a title cut in pieces', async () => {
    const pieces = [
      '<html><TIT',
      'LE lang="es">Gesti&oacute;n &amp; ',
      'Cita&#32;Previa&#x21;</ti',
      'tle>',
    ].map(utf8)
    const { target } = at(
      { is: 'pieces', type: 'text/html', pieces },
      { expect: { status: [200], contains: [], title: 'Gestión & Cita' } },
    )
    expect(await lookAt(target)).toMatchObject({ outcome: 'up', sight: { title: 'Gestión & Cita Previa!' } })
  })

  it('stops reading where the marker is', async () => {
    const pieces = [utf8('<p>Gestión Esperas'), Buffer.alloc(100)]
    const { target } = at(
      { is: 'pieces', type: 'text/html', pieces: [...pieces, ...Array(400).fill(pieces[1])] },
      accented,
    )
    const { sight } = await lookAt(target, 5_000)
    expect(sight).toMatchObject({ marker: 'Gestión Esperas' })
    expect(sight).not.toHaveProperty('cut')
  })

  it.each([
    ['half of it', gzipSync(utf8Marker).subarray(0, 12), 'truncated'],
    ['noise', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xff, 0xff]), 'undecodable'],
  ])('sees compressed bytes that do not decode: %s', async (_name, bytes, reason) => {
    const { target } = at({ is: 'pieces', type: 'text/html', pieces: [bytes], encoding: 'gzip' }, accented)
    expect(await lookAt(target)).toMatchObject({ reason })
  })

  it('does not know every encoding', async () => {
    const { target } = at(
      { is: 'pieces', type: 'text/html', pieces: [utf8Marker], encoding: 'x-odd' },
      accented,
    )
    expect(await lookAt(target)).toMatchObject({ outcome: 'blind', reason: 'undecodable' })
  })

  it('is not blown up by a small page that inflates', async () => {
    const pieces = [gzipSync(Buffer.alloc(200e6))]
    const { target } = at({ is: 'pieces', type: 'text/html', pieces, encoding: 'gzip' }, accented)
    expect(await lookAt(target)).toMatchObject({ outcome: 'down', reason: 'no-marker' })
  })
})

describe('a look over TLS', () => {
  it('tells the phases and when the certificate expires', async () => {
    const { sight } = await lookAt(at({ is: 'healthy' }, {}, secureSites).target)
    expect(sight.certificateExpires).toBe(Date.UTC(2125, 0, 1))
    expect(Object.keys(sight.phases).sort()).toEqual(['dns', 'firstByte', 'tcp', 'tls', 'total'])
    const { total, ...parts } = sight.phases
    expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBeLessThanOrEqual(total + 0.5)
  })

  it.each([
    ['expired', 'down', 'certificate-expired'],
    ['old-chain', 'blind', 'certificate-chain-expired'],
    ['incomplete', 'blind', 'certificate-chain-incomplete'],
    ['self', 'blind', 'certificate-self-signed'],
    ['other', 'blind', 'certificate-other-name'],
  ])('refuses a certificate that is not good: %s', async (name, outcome, reason) => {
    const bad = await startSites({ tls: { key, cert: pem(name) } })
    closers.push(() => bad.close())
    const seen = await lookAt(targetOf(bad.add('sede').url))
    expect(seen).toMatchObject({ outcome, reason, sight: { is: 'failed', during: 'tls' } })
    expect(bad.add('sede').visits).toEqual([])
    if (name === 'expired') expect(seen.sight.certificateExpires).toBe(Date.UTC(2020, 1, 1))
  })

  it('trusts no authority that it was not given', async () => {
    const stranger = undiciProber({ userAgent: 'x' })
    const { target } = at({ is: 'healthy' }, {}, secureSites)
    const sight = await stranger.look(target, patient)
    expect(judge(sight, target)).toEqual({ outcome: 'blind', reason: 'certificate-chain-incomplete' })
  })

  it.each([
    ['a hang before TLS', () => undefined, 'down', 'timeout-tls', short],
    [
      'a reset before TLS',
      (socket: Socket) => socket.once('data', () => socket.resetAndDestroy()),
      'down',
      'reset-tls',
      patient,
    ],
    ['an end before TLS', (socket: Socket) => socket.end(), 'down', 'reset-tls', patient],
    [
      'no TLS at all',
      (socket: Socket) => socket.end('HTTP/1.1 400 Bad\r\n\r\n'),
      'blind',
      'tls-not-spoken',
      patient,
    ],
  ] as const)('sees %s', async (_name, greet, outcome, reason, deadline) => {
    const { port } = await rawServer(greet)
    expect(await lookAt(targetOf(`https://127.0.0.1:${port}/`), deadline)).toMatchObject({ outcome, reason })
  })

  it('shakes hands in full for every look', async () => {
    const { site, target } = at({ is: 'healthy' }, {}, secureSites)
    const sights = [await lookAt(target), await lookAt(target)]
    expect(sights.map(({ sight }) => sight.certificateExpires)).toEqual(Array(2).fill(Date.UTC(2125, 0, 1)))
    expect(new Set(site.visits.map(({ port }) => port)).size).toBe(2)
  })
})

describe('names', () => {
  const portOfSites = (on: Sites) => new URL(on.add('port').url).port
  const named = (host: string, on: Sites = sites) =>
    targetOf(`${on === sites ? 'http' : 'https'}://${host}:${portOfSites(on)}/sede/`)

  it.each([
    ['sede.test', 'up', 'ok'],
    ['both.test', 'up', 'ok'],
    ['two.test', 'up', 'ok'],
    ['localhost', 'up', 'ok'],
    ['sede.localhost', 'up', 'ok'],
    ['absent.test', 'down', 'dns-not-found'],
    ['nowhere.test', 'down', 'dns-no-address'],
    ['failing.test', 'down', 'dns-server-failed'],
    ['refusing.test', 'blind', 'dns-refused'],
    ['dead.test', 'down', 'dns-timeout'],
  ])('resolves or fails: %s', async (host, outcome, reason) => {
    at({ is: 'healthy' })
    expect(await lookAt(named(host))).toMatchObject({ outcome, reason })
  })

  it('tells the refusal of one family, not the lack of another', async () => {
    const { port } = await rawServer(socket => socket.destroy())
    await closers.pop()?.()
    expect(await lookAt(targetOf(`http://both.test:${port}/`))).toMatchObject({
      outcome: 'down',
      reason: 'refused',
    })
  })

  it('checks the certificate against the name', async () => {
    at({ is: 'healthy' }, {}, secureSites)
    expect(await lookAt(named('localhost', secureSites))).toMatchObject({ outcome: 'up' })
    expect(await lookAt(named('sede.localhost', secureSites))).toMatchObject({
      reason: 'certificate-other-name',
    })
  })

  it('ends a dead name at its deadline', async () => {
    expect(await lookAt(named('dead.test'), short)).toMatchObject({
      reason: 'dns-timeout',
      sight: { is: 'failed', during: 'dns', code: 'DEADLINE' },
    })
  })

  it('asks no name server about this machine or numbers', async () => {
    const before = nameServer.asked.length
    await lookAt(named('localhost'))
    await lookAt(named('127.0.0.1'))
    expect(nameServer.asked).toHaveLength(before)
  })

  it('says that no resolver answers', async () => {
    const gone = await startNameServer({})
    await gone.close()
    const lost = undiciProber({ userAgent: 'x', nameServers: [gone.address] })
    const sight: Sight = await lost.look(named('sede.test'), patient)
    expect(judge(sight, named('sede.test'))).toEqual({ outcome: 'blind', reason: 'dns-unreachable' })
  })
})

describe('looks side by side', () => {
  it('are not delayed by dead names or sites that hang', async () => {
    const ended: string[] = []
    const dead = sites.add('tot')
    dead.be({ is: 'hang', in: 'headers' })
    const well = sites.add('well')
    const look = async (kind: string, target: Target, deadline: number) => {
      await prober.look(target, deadline)
      ended.push(kind)
    }
    const stuck = Array.from({ length: 8 }, (_, n) => [
      look('bad', targetOf(`http://dead.test:${1_000 + n}/`), 1_500),
      look('bad', targetOf(dead.url), 1_500),
    ]).flat()
    const port = new URL(well.url).port
    const healthy = Array.from({ length: 20 }, () =>
      look('good', targetOf(`http://sede.test:${port}/well/`), patient),
    )
    await Promise.all([...stuck, ...healthy])
    expect(ended).toEqual([...Array(20).fill('good'), ...Array(16).fill('bad')])
  })

  it('leave no connection open behind them', async () => {
    const { port, open } = await rawServer(() => undefined)
    await Promise.all(
      ['http', 'https'].map(scheme => lookAt(targetOf(`${scheme}://127.0.0.1:${port}/`), short)),
    )
    const closed = [...open].map(
      socket => new Promise(resolve => (socket.closed ? resolve(0) : socket.resume().once('close', resolve))),
    )
    expect(await Promise.all(closed)).toHaveLength(2)
  })
})
