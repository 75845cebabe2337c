import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { passLasts } from '../../lib/console/pass.ts'
import { aBrowser, aHouse, entryOf, type House, hiddenIn, type TestBrowser } from './stage.ts'

let house: House
let ana: TestBrowser
beforeEach(async () => {
  house = await aHouse()
  await house.rounds('ddd')
  ana = await aBrowser(house)
})
afterEach(() => house.close())

const ack = { step: 'do', command: 'ack', incident: 'SS-0001', request: 'r1' }
const status = async () => (await house.record()).incidents[0]?.status
const later = (milliseconds: number) => house.clock.set(house.clock.now() + milliseconds)

describe('the way in', () => {
  it('keeps a session and goes on by itself', async () => {
    expect(ana.entered.status).toBe(200)
    expect(ana.entered.headers.get('set-cookie')).toMatch(/; HttpOnly; SameSite=Strict$/)
    expect(ana.entered.headers.get('referrer-policy')).toBe('no-referrer')
    expect((await ana.look('/operate')).text).toContain('Eres ana')
  })

  it('closes after five minutes', async () => {
    const path = await entryOf(house)
    later(passLasts.entry)
    const late = await fetch(`${house.url}${path}`)
    expect(late.status).toBe(410)
    expect(late.headers.get('set-cookie')).toBeNull()
  })

  it('opens to nobody without the token of the run', async () => {
    const body = JSON.stringify({ command: 'console', request: 'r', by: 'ana' })
    const headers = { 'content-type': 'application/json' }
    expect((await fetch(`${house.url}/commands`, { method: 'POST', headers, body })).status).toBe(401)
  })

  it.each(['/operate', '/operate/seguridad-social', '/operate/said/x', '/operate/session/x'])(
    'at %s tells a stranger nothing of what is watched',
    async path => {
      const answer = await fetch(`${house.url}${path}`)
      expect([401, 403]).toContain(answer.status)
      const text = await answer.text()
      expect(text).toContain('atalaya console')
      expect(text).not.toMatch(/Seguridad Social|SS-0001/)
    },
  )
})

describe('every page', () => {
  it('may run no script, load nothing and be framed nowhere', async () => {
    for (const path of ['/operate', '/operate/nowhere']) {
      const { headers, text } = await ana.look(path)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toMatch(/default-src 'none'; style-src 'sha256-[\w+/]{43}='/)
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(text).not.toMatch(/<script|\son\w+=|style="/)
    }
  })
})

describe('a session', () => {
  it('is over after an hour, and what was written is not lost', async () => {
    later(passLasts.session)
    expect((await ana.look('/operate')).status).toBe(401)
    const { status: code, text } = await ana.send({
      step: 'ask',
      command: 'note',
      incident: 'SS-0001',
      text: 'Puedes <b>llamar</b>.',
    })
    expect(code).toBe(401)
    expect(text).toContain('Puedes &lt;b&gt;llamar&lt;/b&gt;.')
    expect(house.asked).toEqual([])
  })

  it('ends on the way out', async () => {
    const out = await ana.send({ step: 'leave' })
    expect(out.status).toBe(303)
    expect(out.headers.get('set-cookie')).toMatch(/^atalaya-session=; Path=\/; Max-Age=0/)
  })

  it.each([
    ['another origin', { origin: 'https://example.org', 'sec-fetch-site': 'cross-site' }, 403],
    ['no origin', { origin: 'null' }, 403],
    ['no cookie', { cookie: '' }, 401],
  ])('speaks in no form with %s', async (_, headers, code) => {
    expect((await ana.send(ack, headers)).status).toBe(code)
    expect(house.asked).toEqual([])
  })

  it('speaks in no form with the code of another session', async () => {
    later(1_000)
    const other = await aBrowser(house)
    expect(other.code).not.toBe(ana.code)
    expect((await ana.send({ ...ack, code: other.code })).status).toBe(403)
    expect(await status()).toEqual({ is: 'open' })
  })
})

describe('a form', () => {
  it('first shows what would come of it, and changes nothing', async () => {
    const before = await house.record()
    const asked = await ana.send({ step: 'ask', command: 'resolve', incident: 'SS-0001' })
    expect(asked.status).toBe(200)
    expect(asked.text).toContain('¿Lo confirmas?')
    expect(await house.record()).toEqual(before)
    expect(house.asked).toMatchObject([{ dryRun: true, by: 'ana' }])
  })

  it('does it once, however often the yes is sent', async () => {
    const note = { command: 'note', incident: 'SS-0001', text: 'Lo mira sistemas.' }
    const yes = hiddenIn(await ana.send({ step: 'ask', ...note }))
    expect(yes).toMatchObject(note)
    const done = await ana.send(yes)
    expect(done.status).toBe(303)
    expect((await ana.look(done.headers.get('location') ?? '')).text).toContain('Hecho. Nota guardada')
    later(1_000)
    const after = await house.record()
    const again = await ana.send(yes)
    expect((await ana.look(again.headers.get('location') ?? '')).text).toContain('Ya estaba.')
    expect(await house.record()).toEqual(after)
    expect(after.incidents[0]?.notes).toMatchObject([{ by: 'ana', text: note.text }])
  })

  it('speaks for the person of the session alone', async () => {
    await ana.send({ ...ack, by: 'luis' })
    expect(await status()).toMatchObject({ by: 'ana' })
  })

  it.each([
    [409, { command: 'note', incident: 'SS-0099', text: 'Hola "a todos".' }, 'SS-0099 no existe'],
    [400, { command: 'note', incident: 'SS-0001', text: ' ' }, 'En el texto: falta.'],
    [
      400,
      { command: 'plan', from: '2026-02-30 10:00', to: '02:00', components: 'sede' },
      'no está en el calendario',
    ],
  ])('that is answered %d says why in Spanish and keeps what was written', async (code, fields, why) => {
    for (const step of ['ask', 'do']) {
      const answer = await ana.send({ ...fields, step, request: 'r1' })
      expect(answer.status).toBe(code)
      expect(answer.text).toContain(why)
      expect(answer.text).toContain(`name="command" value="${fields.command}"`)
      if (fields.command === 'note' && code === 409)
        expect(answer.text).toContain('Hola &quot;a todos&quot;.</textarea>')
    }
    expect((await house.record()).requests).toEqual({})
  })

  it.each([
    [{ step: 'do', command: 'explode' }, 400],
    [{ step: 'do', command: 'status' }, 400],
    [{ ...ack, service: 'correos' }, 404],
  ])('with %j does nothing', async (fields, code) => {
    expect((await ana.send(fields)).status).toBe(code)
    expect(house.asked).toEqual([])
  })
})

describe('what came of it', () => {
  it('is believed only from ourselves', async () => {
    const done = await ana.send(ack)
    const path = done.headers.get('location') ?? ''
    expect((await ana.look(path)).text).toContain('role="status"')
    const spoilt = await ana.look(path.replace('Hecho', 'Nada'))
    expect(spoilt.status).toBe(200)
    expect(spoilt.text).not.toContain('role="status"')
  })
})
