import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { publishToHub } from '../../lib/adapters/websub.ts'
import { startWebhook, type Webhook } from './webhook-server.ts'

describe('a hub', () => {
  let hub: Webhook
  beforeEach(async () => {
    hub = await startWebhook()
  })
  afterEach(() => hub.close())

  const topics = ['https://e.org/feed.atom', 'https://e.org/ca/feed.json']

  it('is told of every topic in one request', async () => {
    expect(await publishToHub(`${hub.url}/publish`, topics, 2_000)).toBe('taken')
    expect(hub.received).toHaveLength(1)
    const [{ method, path, headers, body } = { method: '', path: '', headers: {}, body: '' }] = hub.received
    expect([method, path]).toEqual(['POST', '/publish'])
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded')
    const form = new URLSearchParams(body)
    expect(form.get('hub.mode')).toBe('publish')
    expect([form.getAll('hub.url'), form.getAll('hub.topic')]).toEqual([topics, topics])
  })

  it('is asked nothing where nothing changed', async () => {
    expect(await publishToHub(hub.url, [], 2_000)).toBe('nothing')
    expect(hub.received).toEqual([])
  })

  it('that refuses, leads elsewhere or is gone is a value', async () => {
    hub.be(500)
    expect(await publishToHub(hub.url, topics, 2_000)).toEqual({ failed: 'status-500' })
    hub.be({ redirect: 'https://elsewhere.example.org/' })
    expect(await publishToHub(hub.url, topics, 2_000)).toEqual({ failed: 'status-307' })
    hub.be('cuts')
    expect(await publishToHub(hub.url, topics, 2_000)).toHaveProperty('failed')
    expect(await publishToHub('no address', topics, 2_000)).toEqual({ failed: 'no-address' })
  })

  it('that never answers holds nobody up', async () => {
    hub.be('hangs')
    expect(await publishToHub(hub.url, topics, 100)).toEqual({ failed: 'timeout' })
    expect(await publishToHub(hub.url, topics, 0)).toEqual({ failed: 'no-time' })
  })
})
