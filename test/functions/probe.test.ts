import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { wire } from '../../functions/probe.ts'
import { ServicesFailed } from '../../functions/services.ts'
import { detailSchema } from '../../lib/contract.ts'
import { roundEvent, started, startWorld, type World } from './world.ts'

const id = 'seguridad-social'
let world: World
beforeEach(async () => {
  world = await startWorld()
})
afterEach(() => world.close())

const rounds = async (from: number, to: number, handler = world.wired(wire)) => {
  for (let n = from; n < to; n++) await handler(roundEvent(n))
}
const failing = () => world.site.be({ is: 'status', status: 503 })

describe('the probe', () => {
  it('tells the bus of an outage and of its end', async () => {
    failing()
    await rounds(0, 3)
    world.site.be({ is: 'healthy' })
    await rounds(3, 5)
    expect(world.aws.entries.map(({ DetailType }) => DetailType)).toEqual([
      'component.changed',
      'incident.opened',
      'component.changed',
      'incident.resolved',
    ])
    for (const { EventBusName, Source, Detail } of world.aws.entries) {
      expect({ EventBusName, Source }).toEqual({ EventBusName: 'the-bus', Source: 'atalaya' })
      expect(v.parse(v.strictObject(detailSchema.entries), JSON.parse(Detail))).toMatchObject({ service: id })
    }
    expect(await world.store.readRecord(id)).toMatchObject({
      outbox: [],
      incidents: [{ id: 'SS-0001', status: { is: 'resolved', how: 'recovery' } }],
    })
  })

  it('begins a service in the mode of the deployment, and only a new one', async () => {
    const deployed = world.wired(wire, { FIRST_MODE: 'shadow' })
    await rounds(0, 1, deployed)
    const born = (await world.store.readRecord(id))?.modes
    expect(born).toMatchObject({ x: { is: 'shadow', by: 'first deployment' } })
    await world.deploy(world.service(), world.service({ id: 'otra', code: 'OT' }))
    await world.wired(wire)(roundEvent(1, ['otra']))
    await world.wired(wire, { FIRST_MODE: 'shadow' })(roundEvent(2, ['otra']))
    expect((await world.store.readRecord('otra'))?.modes).toEqual({})
    expect(() => world.wired(wire, { FIRST_MODE: 'loud' })).toThrow('FIRST_MODE is no mode: loud')
  })

  it('takes the round of the scheduled instant, and once', async () => {
    const handler = world.wired(wire)
    await handler(roundEvent(0))
    await handler(roundEvent(0))
    expect(await world.store.readRecord(id)).toMatchObject({ version: 1, round: started })
    expect(world.lines('round').map(({ taken }) => taken)).toEqual([true, false])
  })

  it('says who looks, and with what contact', async () => {
    await rounds(0, 1)
    expect(world.site.visits[0]?.headers['user-agent']).toMatch(/^Atalaya\/.*https:\/\/example\.org\/who/)
  })

  it('writes a line for each look and one for the round', async () => {
    failing()
    await rounds(0, 1)
    expect(world.lines('check')).toMatchObject([
      {
        service: id,
        component: 'sede',
        target: world.site.url,
        outcome: 'down',
        reason: 'status-503',
        look: 1,
      },
    ])
    expect(world.lines('check')[0]?.vantage).toBe('eu-west-1')
    expect(world.lines('round')).toMatchObject([{ service: id, taken: true, down: 1 }])
  })

  it('counts its rounds, and writes no nought as a metric', async () => {
    await rounds(0, 1)
    const [line] = world.lines('round')
    expect(line).toMatchObject({ Rounds: 1, Blind: 0 })
    expect(line?._aws).toMatchObject({
      CloudWatchMetrics: [
        {
          Namespace: 'Atalaya',
          Dimensions: [[]],
          Metrics: [{ Name: 'Rounds' }],
        },
      ],
    })
    expect(line?._aws).toMatchObject({ Timestamp: Date.parse(String(line?.at)) })
  })

  it('sends later what the bus did not take', async () => {
    failing()
    world.aws.be('fails')
    await rounds(0, 3)
    expect((await world.store.readRecord(id))?.outbox).toContain('SS-0001/1')
    world.aws.be('takes')
    await rounds(3, 4)
    expect(world.aws.entries.map(({ DetailType }) => DetailType)).toContain('incident.opened')
    expect((await world.store.readRecord(id))?.outbox).toEqual([])
  })
})

describe('services of one probe', () => {
  const other = () => world.service({ id: 'hacienda', code: 'AEAT' })

  it('are served though one of them is unknown', async () => {
    const fault = await world
      .wired(wire)(roundEvent(0, ['correos', id]))
      .catch((error: unknown) => error)
    expect(fault).toBeInstanceOf(ServicesFailed)
    expect(fault).toHaveProperty('message', '1 of 2 services failed')
    expect(await world.store.readRecord(id)).toMatchObject({ version: 1 })
    expect(world.lines('fault')).toMatchObject([
      { service: 'correos', error: expect.stringContaining('correos is not among the services') },
    ])
  })

  it('are all served where all is well', async () => {
    await world.deploy(world.service(), other())
    await world.wired(wire)(roundEvent(0, ['hacienda', id]))
    expect(await world.store.readRecord('hacienda')).toMatchObject({ version: 1 })
    expect(await world.store.readRecord(id)).toMatchObject({ version: 1 })
    expect(world.lines('fault')).toEqual([])
  })
})

describe('what is no event of the scheduler', () => {
  it.each([[undefined], [{}], [{ services: id, scheduledTime: 'now' }], [{ services: [id] }]])(
    'is refused before anybody looks: %j',
    async event => {
      await expect(world.wired(wire)(event)).rejects.toThrow()
      expect(world.site.visits).toEqual([])
      expect(await world.store.readRecord(id)).toBeUndefined()
    },
  )
})
