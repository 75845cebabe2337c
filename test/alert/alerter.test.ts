import { describe, expect, it } from 'vitest'
import { AlertsUnrecorded } from '../../lib/alert/delivery.ts'
import type { Route } from '../../lib/ports.ts'
import { aService, minute } from '../given.ts'
import { aWorld } from './world.ts'

const hour = 60 * minute
const second = 1_000
const fallen = async (...given: Parameters<typeof aWorld>) => {
  const world = aWorld(...given)
  await world.rounds('ddd')
  return world
}

describe('operators', () => {
  it('hear of an incident once, however often anybody looks', async () => {
    const world = await fallen()
    for (let n = 0; n < 4; n++) await world.tell()
    expect(world.keys('mail')).toEqual(['SS-0001/1'])
    expect(world.keys('boss')).toEqual([])
    expect((await world.book())?.pending).toEqual([])
  })

  it('hear once though many look at once', async () => {
    const world = await fallen()
    await Promise.all(Array.from({ length: 8 }, () => world.tell()))
    expect(world.keys('mail')).toEqual(['SS-0001/1'])
  })

  it('hear of its beginning, its reminders and its end', async () => {
    const world = await fallen()
    await world.tell()
    world.wait(hour)
    await world.tell()
    await world.rounds('uu')
    await world.tell()
    expect(world.titles('mail')).toEqual([
      'SS-0001: no funciona la Sede Electrónica',
      'SS-0001: nadie se ocupa desde hace 1 hora y 1 minuto',
      'SS-0001: ya funciona la Sede Electrónica',
    ])
    expect(world.titles('boss')).toEqual([
      'SS-0001: la guardia no responde, 1 hora y 1 minuto sin atender',
      'SS-0001: ya funciona la Sede Electrónica',
    ])
  })

  it('get one message of all that comes at once', async () => {
    const world = aWorld()
    await world.rounds('bbbbbbb', ['sede', 'web', 'cita'])
    await world.tell()
    expect(world.titles('mail')).toEqual(['SS: no vemos 3 componentes'])
    expect(world.keys('mail')).toHaveLength(3)
  })

  it('cost no write while all is well', async () => {
    const world = aWorld()
    await world.rounds('uuu')
    await world.tell()
    expect(await world.book()).toBeUndefined()
    expect(world.lines).toEqual([])
  })

  it('of the first list stand in for an empty second one', async () => {
    const world = await fallen(aService(), { mail: 'first' })
    world.wait(40 * minute)
    await world.tell()
    expect(world.keys('mail')).toEqual(['SS-0001/1', expect.stringMatching(/^escalated\//)])
  })

  it('get a link to take it on, made for their list', async () => {
    const world = await fallen()
    const ackLinks = async () => (service: string, incident: string, list: string) =>
      `https://a.example/${service}/${incident}/${list}`
    world.wait(40 * minute)
    await world.tell({ ackLinks })
    const links = world.delivered.map(({ message }) => message.sections[0]?.ack?.link)
    expect(links).toEqual([
      'https://a.example/seguridad-social/SS-0001/first',
      'https://a.example/seguridad-social/SS-0001/second',
    ])
    expect(JSON.stringify(world.lines)).not.toContain('a.example')
  })

  it('hear without a link where its keys cannot be read', async () => {
    const world = await fallen()
    await world.tell({ ackLinks: () => Promise.reject(new Error('the secret is s3cr3t')) })
    expect(world.keys('mail')).toEqual(['SS-0001/1'])
    expect(world.alarms()).toEqual(['no-links'])
    expect(JSON.stringify(world.lines)).not.toContain('s3cr3t')
  })
})

describe('a route that fails', () => {
  const both = { mail: 'first', chat: 'first' } as const

  it('is tried again at the next look, the others are not', async () => {
    const world = await fallen(aService(), both)
    world.failing.set('chat', 'status-500')
    await world.tell()
    await world.tell()
    expect(world.keys('mail')).toEqual(['SS-0001/1'])
    expect((await world.book())?.failing).toMatchObject({ chat: { times: 2 } })
    world.failing.clear()
    await world.tell()
    expect(world.keys('chat')).toEqual(['SS-0001/1'])
    expect(await world.book()).toMatchObject({ pending: [], failing: {} })
  })

  it('is an alarm after three times in a row', async () => {
    const world = await fallen(aService(), both)
    world.failing.set('chat', 'timeout')
    for (let n = 0; n < 5; n++) await world.tell()
    expect(world.alarms()).toEqual(['route-failing'])
    expect(world.lines.filter(({ kind }) => kind === 'alert')).toContainEqual(
      expect.objectContaining({ route: 'chat', failed: 'timeout', keys: ['SS-0001/1'] }),
    )
  })

  it('gets what came meanwhile in one message', async () => {
    const world = await fallen(aService(), both)
    world.failing.set('chat', 'status-503')
    await world.tell()
    await world.rounds('uu')
    await world.tell()
    world.failing.clear()
    await world.tell()
    expect(world.titles('chat')).toEqual(['2 avisos: SS-0001: no funciona la Sede Electrónica'])
    expect(world.titles('mail')).toHaveLength(2)
  })

  it('is given up for an alert of yesterday, with an alarm', async () => {
    const world = await fallen(aService({ alerts: { reminders: [], escalateAfter: '30d' } }), both)
    world.failing.set('chat', 'status-404')
    await world.tell()
    world.wait(24 * hour + 1)
    await world.tell()
    expect(world.alarms()).toContain('alert-dropped')
    expect((await world.book())?.pending).toEqual([])
  })

  it('no longer counts once it is gone', async () => {
    const world = await fallen(aService(), both)
    world.failing.set('chat', 'status-404')
    await world.tell()
    await world.tell({ routes: async () => world.routes.filter(({ id }) => id === 'mail') })
    expect((await world.book())?.pending).toEqual([])
    expect(world.keys('mail')).toEqual(['SS-0001/1'])
  })
})

describe('a sender that dies', () => {
  /** A route whose send never comes back. */
  const hanging = (route: Route): Route => ({ ...route, send: () => new Promise(() => {}) })

  it('is waited for until its lease is over', async () => {
    const world = await fallen()
    world.tell({ routes: async () => world.routes.map(hanging) })
    await expect.poll(async () => (await world.book())?.sender?.by).toBe('sender-1')
    await world.tell()
    expect(world.keys('mail')).toEqual([])
    world.wait(46 * second)
    await world.tell()
    expect(world.keys('mail')).toEqual(['SS-0001/1'])
  })

  it('leaves to the next what it had not sent', async () => {
    const world = await fallen()
    world.tell({ routes: async () => world.routes.map(hanging) })
    await expect.poll(async () => (await world.book())?.sender?.by).toBe('sender-1')
    await world.rounds('uu')
    await world.tell()
    expect(world.keys('mail')).toEqual(['SS-0001/1', 'SS-0001/2'])
  })

  it('with a wrong clock holds nobody up', async () => {
    const world = await fallen()
    world.wait(-10 * hour)
    world.wait(20 * hour)
    world.tell({ routes: async () => world.routes.map(hanging) })
    await expect.poll(async () => (await world.book())?.sender?.by).toBe('sender-1')
    world.wait(-10 * hour)
    await world.tell()
    expect(world.keys('mail')).toContain('SS-0001/1')
  })
})

describe('a book that cannot be written', () => {
  it('after the sends is a fault, and they are repeated', async () => {
    const world = await fallen()
    let writes = 0
    const writeAlerts: typeof world.store.writeAlerts = next =>
      ++writes > 1 ? Promise.reject(new Error('throttled')) : world.store.writeAlerts(next)
    const broken = world.tell({ store: { ...world.store, writeAlerts } })
    await expect(broken).rejects.toThrow(AlertsUnrecorded)
    world.wait(46 * second)
    await world.tell()
    expect(world.keys('mail')).toEqual(['SS-0001/1', 'SS-0001/1'])
  })
})
