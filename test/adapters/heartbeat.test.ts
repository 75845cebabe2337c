import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { heartbeat } from '../../lib/adapters/heartbeat.ts'
import { fakeClock, fakeJournal } from '../fakes.ts'
import { eleven } from '../given.ts'
import { type Mood, startWebhook, type Webhook } from './webhook-server.ts'

const path = '/5f0c2a91-a-secret?from=madrid'
let dead: Webhook
beforeAll(async () => {
  dead = await startWebhook()
})
beforeEach(() => {
  dead.be(200)
  dead.received.length = 0
})
afterAll(() => dead.close())

const beating = async (left = 3_000, address = `${dead.url}${path}`) => {
  const journal = fakeJournal()
  await heartbeat(address, { clock: fakeClock(eleven), journal })(left)
  return journal.lines
}

describe('a beat', () => {
  it('is one GET of the whole address', async () => {
    expect(await beating()).toEqual([])
    expect(dead.received).toMatchObject([{ method: 'GET', path, body: '' }])
  })

  it.each<readonly [Mood, string]>([
    [500, 'status-500'],
    [404, 'status-404'],
    [{ redirect: '/elsewhere' }, 'status-307'],
    ['cuts', 'ECONNRESET'],
  ])('that gets %j is a line and no more', async (mood, error) => {
    dead.be(mood)
    expect(await beating()).toEqual([{ at: eleven, kind: 'fault', where: 'heartbeat', error }])
    expect(dead.received).toHaveLength(1)
  })

  it('is given up where nobody answers in time', async () => {
    dead.be('hangs')
    expect(await beating(50)).toMatchObject([{ error: 'timeout' }])
  })

  it('is left out where there is no time for it', async () => {
    expect(await beating(0)).toMatchObject([{ error: 'no-time' }])
    expect(dead.received).toEqual([])
  })

  it('fails nothing where its address is none', async () => {
    expect(await beating(3_000, 'no address')).toMatchObject([{ error: 'no-address' }])
  })

  it('tells no log of its path', async () => {
    for (const mood of [500, 'cuts', { redirect: path }] as const) {
      dead.be(mood)
      expect(JSON.stringify(await beating())).not.toContain('5f0c2a91')
    }
  })
})
