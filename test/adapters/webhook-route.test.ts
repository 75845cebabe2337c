import { createHmac, timingSafeEqual } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Hook, hooksOf } from '../../lib/adapters/webhook/hook.ts'
import { webhookRoute } from '../../lib/adapters/webhook-route.ts'
import { ackLink, aMessage, anAlert } from '../alert/alerts.ts'
import { startWebhook, type Webhook } from './webhook-server.ts'

const now = Date.parse('2026-11-21T10:03:05.678Z')
const key = 'a-key-of-the-operators-0001'
const soon = 5_000
let server: Webhook
beforeAll(async () => {
  server = await startWebhook()
})
beforeEach(() => {
  server.be(200)
  server.received.length = 0
})
afterAll(() => server.close())

const hook = (kind: Hook['kind'], path = '/s3cr3t-path?t=1', list: Hook['list'] = 'first'): Hook => {
  const url = `${server.url}${path}`
  return kind === 'json' ? { kind, url, list, key } : { kind, url, list }
}
const route = (kind: Hook['kind'], path?: string) => webhookRoute(hook(kind, path), { now: () => now })
const arrived = () => JSON.parse(server.received[0]?.body ?? '')

describe('Slack', () => {
  it('gets a text for notifications and a block for each section', async () => {
    expect(await route('slack').send(aMessage(), soon)).toBe('sent')
    expect(server.received[0]).toMatchObject({ method: 'POST', path: '/s3cr3t-path?t=1' })
    expect(server.received[0]?.headers['content-type']).toContain('application/json')
    expect(arrived()).toMatchObject({
      text: '🔴 SS-0001: no funciona la Sede Electrónica',
      blocks: [{ type: 'section', text: { type: 'mrkdwn' } }],
    })
    expect(arrived().blocks[0].text.text).toContain(`<${ackLink}|Me ocupo de SS-0001>`)
    expect(arrived().blocks[0].text.text).toContain('<https://example.org/runbook.md#incident-opened|guía>')
  })

  it('reads nobody’s words as commands', async () => {
    const title = 'SS-0001: <!channel> & <https://evil.example|la web>'
    await route('slack').send(aMessage([anAlert('a', now, { title })]), soon)
    expect(server.received[0]?.body).not.toContain('<!channel>')
    expect(arrived().text).toContain('&lt;!channel&gt; &amp; &lt;https://evil.example|la web&gt;')
  })

  it('stays within what Slack takes at its worst', async () => {
    const worst = Array.from({ length: 20 }, (_, n) => anAlert(`a${n}`, now, { text: '&'.repeat(1_500) }))
    await route('slack').send(aMessage(worst), soon)
    const { blocks } = arrived()
    expect(blocks).toHaveLength(20)
    for (const { text } of blocks) {
      expect(text.text.length).toBeLessThanOrEqual(3_000)
      expect(text.text).not.toMatch(/&(?:am?p?)?\n/)
    }
  })
})

describe('Teams', () => {
  it('gets an Adaptive Card with buttons', async () => {
    expect(await route('teams').send(aMessage(), soon)).toBe('sent')
    const { type, attachments } = arrived()
    expect(type).toBe('message')
    expect(attachments).toMatchObject([
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: { type: 'AdaptiveCard', version: '1.4' },
      },
    ])
    const { body } = attachments[0].content
    expect(body[0]).toMatchObject({ type: 'TextBlock', color: 'Attention', wrap: true })
    expect(body[0].text).toBe('SS-0001: no funciona la Sede Electrónica')
    expect(body[2].actions).toEqual([
      { type: 'Action.OpenUrl', title: 'Me ocupo de SS-0001', url: ackLink },
      {
        type: 'Action.OpenUrl',
        title: 'Qué hacer',
        url: 'https://example.org/runbook.md#incident-opened',
      },
    ])
  })

  it('shows what looks like Markdown as it is', async () => {
    const title = 'SS-0001: no va [Import@ss](https://evil.example)'
    await route('teams').send(aMessage([anAlert('a', now, { title })]), soon)
    expect(arrived().attachments[0].content.body[0].text).toBe(
      'SS-0001: no va \\[Import@ss\\]\\(https://evil.example\\)',
    )
  })

  it('names the runbook where it has no address', async () => {
    await route('teams').send(aMessage(undefined, { guide: 'docs/runbook.md' }), soon)
    const { body } = arrived().attachments[0].content
    expect(body[1].text).toContain('Qué hacer: docs/runbook.md\\#incident-opened')
  })

  it('stays within 28 KB at its worst', async () => {
    const worst = Array.from({ length: 20 }, (_, n) => anAlert(`a${n}`, now, { text: 'ñ'.repeat(1_500) }))
    await route('teams').send(aMessage(worst), soon)
    expect(Buffer.byteLength(server.received[0]?.body ?? '')).toBeLessThan(28_000)
  })
})

describe('a plain webhook', () => {
  /** What docs/alerts.md tells a receiver to do. */
  const isGenuine = (header: string, body: string, withKey: string): boolean => {
    const { t = '', v1 = '' } = Object.fromEntries(header.split(',').map(part => part.split('=')))
    const wanted = createHmac('sha256', withKey).update(`${t}.${body}`).digest()
    const given = Buffer.from(v1, 'hex')
    const isFresh = Math.abs(now / 1_000 - Number(t)) < 300
    return isFresh && given.length === wanted.length && timingSafeEqual(given, wanted)
  }
  const sign = async () => {
    expect(await route('json').send(aMessage(), soon)).toBe('sent')
    const [request] = server.received
    return { header: String(request?.headers['x-atalaya-signature']), body: request?.body ?? '' }
  }

  it('gets each alert by itself', async () => {
    await route('json').send(aMessage([anAlert('SS-0001/1', now), anAlert('SS-0001/2', now)]), soon)
    expect(arrived()).toMatchObject({
      schema: 1,
      service: 'seguridad-social',
      at: '2026-11-21T10:03:05.000Z',
      list: 'first',
      severity: 'critical',
      alerts: [
        {
          key: 'SS-0001/1',
          kind: 'incident-opened',
          at: '2026-11-21T10:03:05.678Z',
          components: ['sede'],
          departments: ['GISS'],
          runbook: 'incident-opened',
          ack: ackLink,
        },
        { key: 'SS-0001/2' },
      ],
    })
  })

  it('gets a signature that can be verified', async () => {
    const { header, body } = await sign()
    expect(header).toMatch(/^t=1795255385,v1=[0-9a-f]{64}$/)
    expect(isGenuine(header, body, key)).toBe(true)
  })

  it('can tell another key, body or time', async () => {
    const { header, body } = await sign()
    expect(isGenuine(header, body, 'another-key-of-somebody')).toBe(false)
    expect(isGenuine(header, body.replace('SS-0001', 'SS-0002'), key)).toBe(false)
    expect(isGenuine(header.replace('t=1795255385', 't=1795255386'), body, key)).toBe(false)
  })

  it('signs the bytes that it sends, accents too', async () => {
    const { body } = await sign()
    expect(body).toContain('Sede Electrónica')
  })
})

describe('what is no yes', () => {
  it.each([
    [301, 'status-301'],
    [400, 'status-400'],
    [404, 'status-404'],
    [429, 'status-429'],
    [500, 'status-500'],
  ])('is %i', async (status, failed) => {
    server.be(status)
    expect(await route('slack').send(aMessage(), soon)).toEqual({ failed })
  })

  it('is a redirect, which is not followed', async () => {
    server.be({ redirect: `${server.url}/elsewhere` })
    expect(await route('json').send(aMessage(), soon)).toEqual({ failed: 'status-307' })
    expect(server.received).toHaveLength(1)
  })

  it('is no answer within the deadline', async () => {
    server.be('hangs')
    expect(await route('teams').send(aMessage(), 150)).toEqual({ failed: 'timeout' })
  })

  it('is a connection that is cut', async () => {
    server.be('cuts')
    const answer = await route('slack').send(aMessage(), soon)
    expect(answer).toEqual({ failed: expect.stringMatching(/^(?:ECONNRESET|UND_ERR_SOCKET)$/) })
  })

  it('is nobody at the address', async () => {
    const nobody = webhookRoute(
      { kind: 'slack', url: 'http://127.0.0.1:9/x', list: 'first' },
      { now: () => now },
    )
    expect(await nobody.send(aMessage(), soon)).toEqual({ failed: 'ECONNREFUSED' })
  })

  it('never tells the address', async () => {
    for (const mood of [500, 'cuts', { redirect: '/s3cr3t-path' }] as const) {
      server.be(mood)
      expect(JSON.stringify(await route('slack').send(aMessage(), soon))).not.toContain('s3cr3t')
    }
  })
})

describe('what is a yes', () => {
  it.each([200, 202, 204])('is %i', async status => {
    server.be(status)
    expect(await route('teams').send(aMessage(), soon)).toBe('sent')
  })

  it('needs no more than its head', async () => {
    server.be('trickles')
    expect(await route('slack').send(aMessage(), soon)).toBe('sent')
  })
})

describe('webhooks as they are given', () => {
  const https = 'https://hooks.example/services/T0/B0/x'

  it('are for the first list unless they say otherwise', () => {
    expect(hooksOf([{ kind: 'slack', url: https }])).toEqual([{ kind: 'slack', url: https, list: 'first' }])
    expect(hooksOf([])).toEqual([])
  })

  it.each([
    ['nothing', undefined],
    ['no list', {}],
    ['another kind', [{ kind: 'irc', url: https }]],
    ['plain HTTP', [{ kind: 'slack', url: 'http://hooks.example/x' }]],
    ['a user in the address', [{ kind: 'slack', url: 'https://user:pw@hooks.example/' }]],
    ['no key where it is signed', [{ kind: 'json', url: https }]],
    ['a key that is too short', [{ kind: 'json', url: https, key: 'short' }]],
    ['another list', [{ kind: 'teams', url: https, list: 'third' }]],
  ])('are refused with %s', (_, found) => {
    expect(hooksOf(found)).toBeUndefined()
  })

  it('have a name that does not tell the address', () => {
    const { id } = route('slack')
    expect(id).toMatch(/^slack-[0-9a-f]{8}$/)
    expect(route('slack').id).toBe(id)
    expect(route('slack', '/other').id).not.toBe(id)
  })
})
