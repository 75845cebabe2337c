import { beforeEach, describe, expect, it } from 'vitest'
import { memoryStore } from '../../lib/adapters/memory-store.ts'
import { nodeSeal as seal } from '../../lib/adapters/seal.ts'
import { type Arrived, longest, serveHttp } from '../../lib/operate/http.ts'
import { linkLasts, sealLink } from '../../lib/operate/links.ts'
import { operate } from '../../lib/operate/operate.ts'
import { aService, eleven, minute } from '../given.ts'
import { aWatch } from '../incident/watch.ts'

const service = aService()
const services = new Map([[service.id, service]])
const keys = ['k'.repeat(40)]

let its: ReturnType<typeof aWatch>
beforeEach(async () => {
  its = aWatch(service, memoryStore())
  its.sees('sede', 'down')
  for (let n = 0; n < 3; n++) await its.round(eleven + n * minute)
})

const ask = (arrived: Partial<Arrived>) =>
  serveHttp(
    {
      services,
      seal,
      store: its.store,
      clock: its.clock,
      linkKeys: async () => keys,
      operate: request => operate(its.ports, services, request),
    },
    { route: 'POST /commands', path: {}, body: '', caller: undefined, ...arrived },
  )
const command = (body: unknown, caller = 'arn:aws:iam::1:user/ana') =>
  ask({ body: typeof body === 'string' ? body : JSON.stringify(body), caller })
const ack = { command: 'ack', incident: 'SS-0001', request: 'r1' }

const tokenOf = (over: object = {}) =>
  sealLink(seal, keys, {
    action: 'ack',
    service: service.id,
    incident: 'SS-0001',
    list: 'first',
    expires: its.clock.now() + linkLasts,
    ...over,
  }) ?? ''
const look = (token = tokenOf()) => ask({ route: 'GET /ack/{token}', path: { token } })
const tap = (token = tokenOf()) => ask({ route: 'POST /ack/{token}', path: { token } })
const status = async () => (await its.record()).incidents[0]?.status

describe('a command over HTTP', () => {
  it('is said by whoever signed it', async () => {
    const { status: code, body } = await command({ ...ack, by: 'somebody else' })
    expect(code).toBe(200)
    expect(JSON.parse(body)).toMatchObject({ is: 'done', changed: true })
    expect(await status()).toMatchObject({ is: 'acknowledged', by: 'arn:aws:iam::1:user/ana' })
  })

  it('is refused where nobody signed it', async () => {
    expect(await ask({ body: JSON.stringify({ ...ack, by: 'ana' }) })).toMatchObject({ status: 403 })
    expect(await status()).toEqual({ is: 'open' })
  })

  it.each([
    ['refused', 409, { ...ack, incident: 'SS-0099' }],
    ['invalid', 400, { ...ack, command: 'explode' }],
    ['no JSON', 400, '{'],
    ['no object', 400, '[]'],
    ['nothing', 400, ''],
    ['too long', 413, JSON.stringify({ ...ack, more: 'x'.repeat(longest) })],
  ])('answers what is %s with %i', async (_, code, body) => {
    const answer = await command(body)
    expect(answer.status).toBe(code)
    expect(JSON.parse(answer.body)).toMatchObject({ why: expect.stringMatching(/\S/) })
    expect(await status()).toEqual({ is: 'open' })
  })

  it('goes to a route that there is', async () => {
    for (const route of ['GET /commands', '$default', 'constructor'])
      expect(await ask({ route, caller: 'ana' })).toMatchObject({ status: 404 })
  })

  it('may be a question', async () => {
    const { status: code, body } = await command({ command: 'status' })
    expect(code).toBe(200)
    expect(JSON.parse(body)).toMatchObject({ is: 'status', services: [{ service: service.id }] })
  })
})

describe('the page of a link', () => {
  it('shows what fails and a button, and does nothing', async () => {
    const before = await its.record()
    const { status: code, body } = await look()
    expect(code).toBe(200)
    expect(body).toContain('La Sede Electrónica')
    expect(body).toMatch(/<form method="post">.*<button type="submit">Ya lo sabemos/s)
    expect(await its.record()).toEqual(before)
  })

  it('is kept, framed and told onwards by nobody', async () => {
    const { headers, body } = await look()
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    expect(headers['content-security-policy']).toMatch(
      /default-src 'none'.*form-action 'self'.*frame-ancestors 'none'/,
    )
    expect(body).not.toMatch(/<script|javascript:|https?:/i)
    expect(body).not.toContain(tokenOf())
  })

  it('says whether citizens will read it', async () => {
    expect((await look()).body).toContain('La gente no lo verá.')
  })

  it('escapes what it shows', async () => {
    const record = await its.record()
    const [incident] = record.incidents
    const names = { sede: { es: '<img src=x onerror=alert(1)>' } }
    const version = record.version + 1
    await its.store.writeRecord({ ...record, version, incidents: [{ ...incident!, names }] })
    const { body } = await look()
    expect(body).toContain('&lt;img src=x')
    expect(body).not.toContain('<img')
  })

  it('is gone with its hour, and with the incident', async () => {
    const token = tokenOf({ expires: its.clock.now() })
    expect(await look(token)).toMatchObject({ status: 410, body: expect.stringContaining('ha caducado') })
    expect(await tap(token)).toMatchObject({ status: 410 })
    expect(await look(tokenOf({ incident: 'SS-0099' }))).toMatchObject({ status: 410 })
    expect(await tap(tokenOf({ incident: 'SS-0099' }))).toMatchObject({ status: 410 })
    expect(await status()).toEqual({ is: 'open' })
  })

  it('opens for no forged link, and says nothing of any incident', async () => {
    for (const token of [`${tokenOf().slice(0, -1)}~`, tokenOf().replace('0001', '0002'), '', 'x']) {
      for (const does of [look, tap]) {
        const { status: code, body } = await does(token)
        expect(code).toBe(403)
        expect(body).not.toMatch(/SS-0|Sede|<form/)
      }
    }
    expect(await status()).toEqual({ is: 'open' })
  })
})

describe('a tap', () => {
  it('acknowledges once, in the name of the list', async () => {
    const token = tokenOf()
    const first = await tap(token)
    const record = await its.record()
    const second = await tap(token)
    expect(first).toMatchObject({ status: 200, body: expect.stringContaining('Hecho: queda apuntado.') })
    expect(second).toMatchObject({ status: 200, body: expect.stringContaining('Ya está apuntado.') })
    expect(first.body).not.toContain('<form')
    expect(await its.record()).toEqual(record)
    expect(await status()).toMatchObject({ is: 'acknowledged', by: 'enlace:first' })
  })

  it('acknowledges once where two taps race', async () => {
    const token = tokenOf()
    await Promise.all([tap(token), tap(token), tap(tokenOf({ list: 'second' }))])
    const [incident] = (await its.record()).incidents
    expect(incident?.steps.map(({ facts }) => facts.what)).toEqual(['outage', 'acknowledged'])
  })

  it('says so where somebody was faster', async () => {
    await command(ack)
    const { status: code, body } = await tap()
    expect(code).toBe(200)
    expect(body).toContain('Ya está apuntado.')
    expect(body).toContain('Alguien lo sabe desde')
    expect((await look()).body).not.toContain('<form')
  })

  it('says so where it is over', async () => {
    await command({ ...ack, command: 'resolve' })
    expect(await tap()).toMatchObject({ status: 409, body: expect.stringContaining('Ya ha terminado.') })
    expect(await look()).toMatchObject({ status: 200, body: expect.stringContaining('Ya ha terminado.') })
  })

  it('leaves no key in the record', async () => {
    const token = tokenOf()
    await tap(token)
    const [request] = Object.keys((await its.record()).requests)
    expect(request).toMatch(/^enlace:ack\.seguridad-social\.SS-0001\.first\.[0-9a-z]+ ack SS-0001$/)
    expect(JSON.stringify(await its.record())).not.toContain(token.slice(-43))
  })
})
