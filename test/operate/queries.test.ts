import { describe, expect, it } from 'vitest'
import { channelOf, zoneOf } from '../../lib/operate/about.ts'
import { aService } from '../given.ts'
import { aDesk } from './stage.ts'

const ids = async (desk: ReturnType<typeof aDesk>, command: string, all = false) => {
  const reply = await desk.say({ command, ...(all && { all }) })
  return reply.is === 'incidents' ? reply.incidents.map(({ id }) => id) : reply
}
const window = { command: 'plan', components: ['sede'], from: '23:00', to: '23:30' }

describe('the list of incidents', () => {
  it('holds what is open, and all of it where asked', async () => {
    const desk = aDesk()
    await desk.rounds('ddd')
    await desk.say({ command: 'resolve', incident: 'SS-0001' })
    await desk.say({ command: 'notice', text: 'Cuidado con los SMS.', source: 'la Seguridad Social' })
    await desk.say(window)
    await desk.say({ command: 'open', component: 'oficinas' })
    expect(await ids(desk, 'incidents')).toEqual(['SS-0004', 'SS-0003'])
    expect(await ids(desk, 'incidents', true)).toEqual(['SS-0004', 'SS-0003', 'SS-0002', 'SS-0001'])
  })

  it('holds what was archived before an import raised the counter', async () => {
    const desk = aDesk()
    const { store } = desk.ports
    await desk.rounds('ddd')
    await desk.say({ command: 'resolve', incident: 'SS-0001' })
    const record = await store.readRecord(desk.service.id)
    const [ended] = record?.incidents ?? []
    if (!record || !ended) throw new RangeError('nothing has ended')
    for (const id of ['SS-0001', 'SS-0002']) {
      const key = `incident#${id}`
      await store.archive({ service: desk.service.id, key, version: 1, body: { ...ended, id } })
    }
    await store.writeRecord({ ...record, version: record.version + 1, nextIncident: 1_003 })
    expect(await ids(desk, 'incidents', true)).toEqual(['SS-0001', 'SS-0002'])
  })
})

describe('the list of windows', () => {
  it('holds what is planned or runs, and all of it where asked', async () => {
    const desk = aDesk()
    await desk.say(window)
    await desk.say({ ...window, from: '21:00', to: '22:00' })
    await desk.say({ command: 'cancel', incident: 'SS-0001' })
    expect(await ids(desk, 'windows')).toEqual(['SS-0002'])
    expect(await ids(desk, 'windows', true)).toEqual(['SS-0002', 'SS-0001'])
  })
})

describe('the status', () => {
  it('names what waits for a person, and who is only spoken for', async () => {
    const desk = aDesk({ channels: { x: { mode: 'approve' } } })
    await desk.rounds('ddd')
    await desk.publish()
    expect(await desk.say({ command: 'status' })).toMatchObject({
      services: [{ declared: ['oficinas'], posts: [{ notice: 'SS-0001/1', state: 'waiting' }] }],
    })
  })

  it('leaves out posts that nobody has to look at', async () => {
    const desk = aDesk()
    await desk.rounds('ddd')
    await desk.publish()
    expect(await desk.say({ command: 'status' })).toMatchObject({ services: [{ posts: [] }] })
  })
})

describe('every answer with times', () => {
  it.each(['incidents', 'windows', 'posts', 'show'])('says its clock: %s', async command => {
    const desk = aDesk({ timeZone: 'Atlantic/Canary' })
    await desk.rounds('ddd')
    const reply = await desk.say({ command, ...(command === 'show' && { incident: 'SS-0001' }) })
    expect(reply).toMatchObject({ timeZone: 'Atlantic/Canary' })
  })

  it('says UTC where services have other clocks', () => {
    const [one, other] = [aService(), aService({ id: 'b', timeZone: 'Atlantic/Canary' })]
    expect(zoneOf([one, aService({ id: 'c' })])).toBe('Europe/Madrid')
    expect(zoneOf([one, other])).toBe('UTC')
  })
})

describe('a channel of a service', () => {
  it('is found by its name, or what there is is said', () => {
    expect(channelOf(aService(), 'x')).toMatchObject({ id: 'x', settings: { language: 'es' } })
    expect(channelOf(aService(), 'constructor')).toEqual({
      why: 'constructor is no channel of seguridad-social; there is x',
    })
  })
})
