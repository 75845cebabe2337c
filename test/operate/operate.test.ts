import { parse } from 'valibot'
import { beforeEach, describe, expect, it } from 'vitest'
import { memoryStore } from '../../lib/adapters/memory-store.ts'
import { operate, type Reply } from '../../lib/operate/operate.ts'
import { type ServiceFile, serviceSchema } from '../../lib/service/service.ts'
import { aService, eleven, minute } from '../given.ts'
import { aWatch } from '../incident/watch.ts'

const service = aService()
const other = aService({ id: 'hacienda', code: 'AEAT' })
const services = new Map([service, other].map(one => [one.id, one]))

let its: ReturnType<typeof aWatch>
let said = 0
beforeEach(async () => {
  its = aWatch(service, memoryStore())
  its.sees('sede', 'down')
  for (let n = 0; n < 3; n++) await its.round(eleven + n * minute)
})

const say = (command: object): Promise<Reply> => operate(its.ports, services, command)
const about = (command: string, more: object = {}) =>
  say({ command, incident: 'SS-0001', request: `request-${++said}`, by: 'ana', ...more })
const steps = async () => (await its.record()).incidents[0]?.steps.map(({ facts }) => facts.what)
const recovers = async () => {
  its.sees('sede', 'up')
  for (let n = 3; n < 5; n++) await its.round(eleven + n * minute)
}

describe('an acknowledgement', () => {
  it('is applied, told to the bus and written down', async () => {
    expect(await about('ack')).toEqual({
      is: 'done',
      changed: true,
      text: 'SS-0001 is acknowledged',
      incident: 'SS-0001',
    })
    const record = await its.record()
    expect(record.incidents[0]?.status).toEqual({ is: 'acknowledged', at: its.clock.now(), by: 'ana' })
    expect(record.requests).toEqual({ [`request-${said} ack SS-0001`]: its.clock.now() })
    expect(its.bus.ids()).toContain('SS-0001/2')
    expect(record.outbox).toEqual([])
    expect(its.journal.of('command')).toMatchObject([{ request: `request-${said}`, service: service.id }])
  })

  it('is applied once, however often it is said', async () => {
    await about('ack')
    const before = await its.record()
    for (let n = 0; n < 3; n++)
      expect(await about('ack', { by: 'luis' })).toMatchObject({ is: 'done', changed: false })
    expect(await its.record()).toEqual(before)
    expect(await steps()).toEqual(['outage', 'acknowledged'])
  })

  it('is applied once when two say it at once', async () => {
    const replies = await Promise.all([about('ack', { by: 'ana' }), about('ack', { by: 'luis' })])
    expect(replies.map(reply => reply.is === 'done' && reply.changed).toSorted()).toEqual([false, true])
    expect(await steps()).toEqual(['outage', 'acknowledged'])
  })

  it('changes nothing when its request is repeated', async () => {
    expect(await about('ack', { request: 'once' })).toMatchObject({ changed: true })
    const before = await its.record()
    expect(await about('ack', { request: 'once' })).toMatchObject({ is: 'done', changed: false })
    expect(await its.record()).toEqual(before)
  })

  it('is refused once the incident is resolved', async () => {
    await recovers()
    const before = await its.record()
    expect(await about('ack')).toEqual({
      is: 'refused',
      why: 'SS-0001 is already resolved, at 11:04 by recovery',
    })
    expect(await its.record()).toEqual(before)
  })

  it('is repeated without harm after the end', async () => {
    await about('ack', { request: 'once' })
    await recovers()
    expect(await about('ack', { request: 'once' })).toMatchObject({ is: 'done', changed: false })
  })

  it.each(['constructor', 'toString', 'valueOf'])('is applied with the request id %s', async request => {
    expect(await about('ack', { request })).toMatchObject({ is: 'done', changed: true })
  })

  it('is still applied where the bus takes nothing', async () => {
    its.bus.takes(async () => [])
    expect(await about('ack')).toMatchObject({ is: 'done', changed: true })
    expect((await its.record()).outbox).toEqual(['SS-0001/2'])
  })
})

describe('a resolution', () => {
  it.each([
    ['resolve', 'operator', 'SS-0001 is resolved'],
    ['false-alarm', 'false-alarm', 'SS-0001 is a false alarm'],
  ])('by %s ends the incident once', async (command, how, text) => {
    expect(await about(command)).toEqual({ is: 'done', changed: true, text, incident: 'SS-0001' })
    expect((await its.record()).incidents[0]?.status).toMatchObject({ is: 'resolved', how, by: 'ana' })
    expect(await about(command)).toMatchObject({ is: 'refused', why: expect.stringContaining('by ana') })
    expect(await steps()).toEqual(['outage', how])
  })

  it('keeps it from opening again while it is still down', async () => {
    await about('resolve')
    for (let n = 3; n < 10; n++) await its.round(eleven + n * minute)
    expect((await its.record()).incidents).toHaveLength(1)
    expect(await steps()).toEqual(['outage', 'operator'])
  })
})

describe('what is refused', () => {
  it.each([
    [
      'an incident that is not known',
      { incident: 'SS-0099' },
      'SS-0099 is not known, or closed more than a day ago',
    ],
    [
      'an incident of no service',
      { incident: 'XX-0001' },
      'XX is the code of no service that is watched here',
    ],
    ['an incident of another service', { incident: 'AEAT-0001' }, 'AEAT-0001 is not known'],
    ['a service that is not watched', { service: 'correos' }, 'correos is not watched'],
  ])('is %s', async (_, over, why) => {
    const before = await its.record()
    expect(await about('ack', over)).toEqual({ is: 'refused', why: expect.stringContaining(why) })
    expect(await its.record()).toEqual(before)
  })

  it('names the service where two have the same code', async () => {
    const twin = parse(serviceSchema, { ...twinFile, id: 'twin' })
    const both = new Map([...services, [twin.id, twin]])
    const ack = { command: 'ack', incident: 'SS-0001', request: 'r', by: 'ana' }
    expect(await operate(its.ports, both, ack)).toMatchObject({ is: 'refused' })
    expect(await operate(its.ports, both, { ...ack, service: service.id })).toMatchObject({ is: 'done' })
  })
})

const twinFile: ServiceFile = {
  id: 'seguridad-social',
  code: 'SS',
  name: { es: 'la Seguridad Social' },
  components: [{ id: 'sede', name: { es: 'la Sede' }, declared: true }],
}

describe('what makes no sense', () => {
  const sensible = { command: 'ack', incident: 'SS-0001', request: 'r', by: 'ana' }
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a word', 'ack SS-0001'],
    ['a list', [sensible]],
    ['no command', { ...sensible, command: undefined }],
    ['an unknown command', { ...sensible, command: 'explode' }],
    ['no incident', { ...sensible, incident: undefined }],
    ['an incident in the wrong form', { ...sensible, incident: '1' }],
    ['an incident that is a number', { ...sensible, incident: 1 }],
    ['no request id', { ...sensible, request: undefined }],
    ['an empty request id', { ...sensible, request: ' ' }],
    ['nobody who says it', { ...sensible, by: '' }],
    ['somebody with a name without end', { ...sensible, by: 'a'.repeat(501) }],
    ['an approval of no notice', { command: 'approve', channel: 'x', request: 'r', by: 'a' }],
    [
      'an approval on what is no name',
      { command: 'approve', channel: 'X!', notice: 'SS-0001/1', request: 'r', by: 'a' },
    ],
    ['a note without words', { ...sensible, command: 'note', text: ' ' }],
    [
      'a window at no time',
      { ...sensible, command: 'plan', components: ['sede'], service: service.id, from: 'soon', to: '02:00' },
    ],
    ['a ruling that is none', { ...sensible, command: 'rule', notice: 'SS-0001/1', ruling: 'maybe' }],
    ['the status of an unknown service', { command: 'status', service: 'correos' }],
  ])('is %s: invalid, and nothing changes', async (_, command) => {
    const before = await its.record()
    const reply = await operate(its.ports, services, command)
    expect(reply).toEqual({ is: 'invalid', why: expect.stringMatching(/\S/) })
    expect(await its.record()).toEqual(before)
  })
})

describe('the status', () => {
  it('is the record of every service', async () => {
    expect(await say({ command: 'status' })).toMatchObject({
      is: 'status',
      services: [
        { service: service.id, incidents: [{ id: 'SS-0001', status: { is: 'open' } }] },
        { service: other.id, version: 0, incidents: [] },
      ],
    })
  })

  it('is that of one service where one is asked for', async () => {
    const reply = await say({ command: 'status', service: other.id })
    expect(reply).toMatchObject({ is: 'status', services: [{ service: other.id }] })
    expect(reply.is === 'status' && reply.services).toHaveLength(1)
  })

  it('changes nothing', async () => {
    const before = await its.record()
    await say({ command: 'status' })
    expect(await its.record()).toEqual(before)
    expect(await its.store.readRecord(other.id)).toBeUndefined()
  })
})
