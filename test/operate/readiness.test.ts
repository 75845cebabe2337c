import { describe, expect, it } from 'vitest'
import type { Reply } from '../../lib/operate/operate.ts'
import type { AccountFound } from '../../lib/operate/reply.ts'
import type { Channel } from '../../lib/ports.ts'
import type { ServiceFile } from '../../lib/service/service.ts'
import { eleven } from '../given.ts'
import { aDesk } from './stage.ts'

const ours: AccountFound = { is: 'known', id: '1001', name: '@prueba' }
const shadow: Partial<ServiceFile> = { channels: { x: { mode: 'shadow' } } }

const ready = (reply: Reply) => {
  if (reply.is !== 'readiness') throw new Error(JSON.stringify(reply))
  return reply.services[0]
}

const toldBy = (sent: string[]): Channel => ({
  account: async () => '1001',
  send: async text => ({ is: 'sent', id: String(sent.push(text)) }),
  find: async () => ({ is: 'missing' }),
})

describe('what going live would mean', () => {
  it('is the posts of now, their price, and what was rehearsed', async () => {
    const desk = aDesk(shadow, { accounts: { x: async () => ours } })
    await desk.rounds('ddd')
    await desk.publish()
    const one = ready(await desk.say({ command: 'readiness' }))
    expect(one).toMatchObject({ channel: 'x', mode: 'shadow', held: false, account: ours, missing: [] })
    expect(one?.rehearsed).toMatchObject([{ notice: 'SS-0001/1', state: 'sent', euros: 0.014 }])
    expect(one?.wouldTell).toMatchObject([{ channel: 'x', notice: 'SS-0001/1', euros: 0.014 }])
    expect(one?.left).toEqual({ day: { posts: 100, euros: 1.4 }, month: { posts: 1_000, euros: 14 } })
  })

  it('is what waits for a yes, where none is needed any more', async () => {
    const desk = aDesk({ channels: { x: { mode: 'approve' } } })
    const sent: string[] = []
    desk.useChannel(toldBy(sent))
    await desk.rounds('ddd')
    await desk.publish()
    expect(ready(await desk.say({ command: 'readiness', mode: 'approve' }))?.wouldTell).toEqual([])
    const one = ready(await desk.say({ command: 'readiness', mode: 'auto' }))
    expect(one).toMatchObject({ wanted: 'auto', wouldTell: [{ notice: 'SS-0001/1', euros: 0.014 }] })
    await desk.say({ command: 'mode', mode: 'auto' })
    await desk.publish()
    // What only waited was never said: it needs no other words.
    expect(sent).toEqual([one?.wouldTell[0]?.text])
  })

  it('says in which mode it is asked about', async () => {
    const desk = aDesk(shadow)
    await desk.rounds('ddd')
    expect(ready(await desk.say({ command: 'readiness', mode: 'approve' }))).toMatchObject({
      wanted: 'approve',
      wouldTell: [{ notice: 'SS-0001/1' }],
    })
    expect(await desk.say({ command: 'readiness', mode: 'shadow' })).toMatchObject({ is: 'invalid' })
  })

  it('tells of a rehearsal only what came since the switch', async () => {
    const desk = aDesk(shadow)
    await desk.rounds('dddduu')
    await desk.publish()
    await desk.say({ command: 'mode', mode: 'auto' })
    await desk.rounds('u')
    await desk.say({ command: 'mode', mode: 'shadow' })
    const one = ready(await desk.say({ command: 'readiness' }))
    expect(one).toMatchObject({ rehearsed: [], wouldTell: [], by: 'ana', since: expect.any(Number) })
  })

  it.each<[string, AccountFound, string]>([
    ['are unset', { is: 'unset', why: 'not set' }, 'not set'],
    ['are unpaid', { is: 'unpaid', why: 'buy credits' }, 'buy credits'],
  ])('misses credentials that %s', async (_, account, why) => {
    const desk = aDesk(shadow, { accounts: { x: async () => account } })
    expect(ready(await desk.say({ command: 'readiness' }))?.missing).toEqual([why])
  })

  it('misses the account that was told on before', async () => {
    const desk = aDesk({}, { accounts: { x: async () => ({ ...ours, id: '2002' }) } })
    desk.useChannel(toldBy([]))
    await desk.rounds('ddd')
    await desk.publish()
    expect(ready(await desk.say({ command: 'readiness' }))?.missing).toEqual([
      expect.stringContaining('account 2002, what was told before of 1001'),
    ])
  })

  it('misses a budget that pays for no beginning and end', async () => {
    const channels = { x: { budget: { day: 2 } } }
    const desk = aDesk({ channels }, { accounts: { x: async () => ours } })
    desk.useChannel(toldBy([]))
    await desk.rounds('ddd')
    await desk.publish()
    expect(ready(await desk.say({ command: 'readiness' }))?.missing).toEqual([
      expect.stringContaining('the budget pays for no beginning'),
    ])
  })

  it('asks for the account once, and says where alarms are', async () => {
    const asked: string[] = []
    const x = async () => {
      asked.push('x')
      return ours
    }
    const stack = { name: 'Atalaya-prod', region: 'eu-west-1' }
    const desk = aDesk({}, { stack, accounts: { x } })
    expect(await desk.say({ command: 'readiness' })).toMatchObject({ stack })
    expect(asked).toEqual(['x'])
    expect(await desk.say({ command: 'readiness', channel: 'bluesky' })).toMatchObject({ is: 'refused' })
  })
})

describe('a post that nobody approved in time', () => {
  const x = { mode: 'approve', approval: { wait: '5m', otherwise: 'drop' } } as const

  it('is promised with the next mode, and told in it', async () => {
    const desk = aDesk({ channels: { x } })
    for (let n = 0; n < 12; n++) {
      await desk.rounds('d')
      await desk.publish()
    }
    const rehearsed = await desk.say({ command: 'mode', mode: 'auto', dryRun: true })
    expect(rehearsed).toMatchObject({ told: [{ notice: 'SS-0001/1' }] })
    const sent: string[] = []
    desk.useChannel(toldBy(sent))
    await desk.say({ command: 'mode', mode: 'auto' })
    await desk.publish()
    expect(sent).toHaveLength(1)
  })

  it('is promised by no answer while it is left alone', async () => {
    const desk = aDesk({ channels: { x } })
    for (let n = 0; n < 12; n++) {
      await desk.rounds('d')
      await desk.publish()
    }
    const posts = await desk.say({ command: 'posts' })
    expect(posts).toMatchObject({ posts: [{ notice: 'SS-0001/1', state: 'skipped' }] })
    const held = await desk.say({ command: 'hold' })
    expect(held).toMatchObject({ is: 'done' })
    expect(await desk.say({ command: 'release', dryRun: true })).toMatchObject({ told: [] })
  })
})

describe('a post that the channel refused', () => {
  it('is promised only once it is tried again', async () => {
    const desk = aDesk()
    desk.useChannel({ ...toldBy([]), send: async () => ({ is: 'refused', why: 'too-long' }) })
    await desk.rounds('ddd')
    await desk.publish()
    await desk.say({ command: 'hold' })
    const early = await desk.say({ command: 'release', dryRun: true })
    expect(early).toMatchObject({ told: [] })
    await desk.rounds('d'.repeat(20))
    const late = await desk.say({ command: 'release', dryRun: true })
    expect(late).toMatchObject({ told: [{ notice: 'SS-0001/1' }] })
  })
})

describe('the switch of a channel', () => {
  it('says beforehand what goes out at once', async () => {
    const desk = aDesk(shadow)
    await desk.rounds('ddd')
    const rehearsed = await desk.say({ command: 'mode', mode: 'auto', dryRun: true })
    expect(rehearsed).toMatchObject({ changed: true, dryRun: true, told: [{ channel: 'x', euros: 0.014 }] })
    expect(await desk.say({ command: 'status' })).toMatchObject({
      services: [{ posting: [{ channel: 'x', mode: 'shadow' }] }],
    })
  })

  it('changes nothing twice', async () => {
    const desk = aDesk(shadow)
    const order = { command: 'mode', mode: 'auto', request: 'the-same' }
    expect(await desk.say(order)).toMatchObject({ changed: true, text: expect.stringContaining('tells') })
    expect(await desk.say(order)).toMatchObject({ changed: false })
    const again = await desk.say({ command: 'mode', mode: 'auto' })
    expect(again).toMatchObject({ changed: false, text: 'x tells the public already; nothing changed' })
    expect(await desk.say({ command: 'status' })).toMatchObject({
      services: [{ posting: [{ channel: 'x', mode: 'auto', since: expect.any(Number), by: 'ana' }] }],
    })
  })

  it('is refused back to rehearsal while an end is owed', async () => {
    const desk = aDesk()
    const sent: string[] = []
    desk.useChannel(toldBy(sent))
    await desk.rounds('ddd')
    await desk.publish()
    const back = { command: 'mode', mode: 'shadow' }
    expect(await desk.say(back)).toEqual({
      is: 'refused',
      why: 'x owes the end of SS-0001: it can rehearse after that; "hold" stops the posting now',
    })
    await desk.rounds('uu')
    await desk.publish()
    expect(await desk.say(back)).toMatchObject({ is: 'done', changed: true })
    expect(sent).toHaveLength(2)
  })

  it('is refused while a post waits for its yes', async () => {
    const desk = aDesk({ channels: { x: { mode: 'approve' } } })
    await desk.rounds('ddd')
    await desk.publish()
    expect(await desk.say({ command: 'mode', mode: 'shadow' })).toMatchObject({
      is: 'refused',
      why: expect.stringContaining('SS-0001/1 waits for a yes on x'),
    })
  })

  it('begins as the deployment says, for a new service alone', async () => {
    const desk = aDesk({}, { firstMode: 'shadow' })
    await desk.rounds('u')
    expect((await desk.record()).modes).toEqual({
      x: { is: 'shadow', at: eleven + 5_000, by: 'first deployment' },
    })
  })
})
