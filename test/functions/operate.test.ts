import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wire } from '../../functions/operate.ts'
import { wire as probe } from '../../functions/probe.ts'
import { roundEvent, startWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
  world.site.be({ is: 'status', status: 503 })
  for (let n = 0; n < 3; n++) await world.wired(probe)(roundEvent(n))
})
afterAll(() => world.close())

const ack = { command: 'ack', incident: 'SS-0001', request: 'r1', by: 'ana' }

describe("the operators' function", () => {
  it('applies a command once and tells the bus', async () => {
    const operate = world.wired(wire)
    expect(await operate(ack)).toEqual({ is: 'done', changed: true, text: 'SS-0001 is acknowledged' })
    expect(await operate(ack)).toMatchObject({ is: 'done', changed: false })
    const told = world.aws.entries.filter(({ DetailType }) => DetailType === 'incident.acknowledged')
    expect(told.map(({ Detail }) => JSON.parse(Detail).id)).toEqual(['SS-0001/2'])
    expect(world.lines('command')).toMatchObject([{ request: 'r1', service: 'seguridad-social' }])
  })

  it('answers with the state of all services', async () => {
    expect(await world.wired(wire)({ command: 'status' })).toMatchObject({
      is: 'status',
      services: [{ service: 'seguridad-social', incidents: [{ id: 'SS-0001' }] }],
    })
  })

  it('says what it does not understand', async () => {
    expect(await world.wired(wire)({ command: 'explode' })).toMatchObject({ is: 'invalid' })
    expect(await world.wired(wire)({ ...ack, incident: 'SS-0099', request: 'r2' })).toMatchObject({
      is: 'refused',
    })
  })

  it('fails where the table does, and names the service', async () => {
    const operate = world.wired(wire, { TABLE_NAME: 'no-such-table' })
    await expect(operate(ack)).rejects.toMatchObject({ name: 'ChangeFailed', service: 'seguridad-social' })
  })

  it('refuses what is about a broken record, and says why', async () => {
    await world.spoil('hacienda', 'record')
    await world.deploy(world.service(), world.service({ id: 'hacienda', code: 'AEAT' }))
    const operate = world.wired(wire)
    expect(await operate({ ...ack, incident: 'AEAT-0001', request: 'r3' })).toMatchObject({
      is: 'refused',
      why: expect.stringContaining('service#hacienda record'),
    })
    expect(await operate({ ...ack, request: 'r4' })).toMatchObject({ is: 'done' })
    expect(world.lines('alarm')).toMatchObject([{ alarm: 'broken-item', service: 'hacienda' }])
  })
})
