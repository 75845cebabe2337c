import { describe, expect, it } from 'vitest'
import { aDesk } from './stage.ts'

const phones = [{ number: '91 541 25 30', for: { es: 'las citas' }, verifiedAt: '2026-11-01' }]

describe('a declared incident', () => {
  it('takes a number, which the answer says', async () => {
    const desk = aDesk()
    expect(await desk.say({ command: 'open', component: 'oficinas', what: 'office-closed' })).toMatchObject({
      is: 'done',
      incident: 'SS-0001',
      text: 'SS-0001 (oficinas) is open',
    })
  })

  it('rehearsed shows its words, channel and price, and changes nothing', async () => {
    const desk = aDesk()
    const reply = await desk.say({
      command: 'open',
      component: 'oficinas',
      what: 'office-closed',
      dryRun: true,
    })
    expect(reply).toMatchObject({
      is: 'done',
      dryRun: true,
      text: 'SS-0001 (oficinas) would be open',
      told: [{ channel: 'x', notice: 'SS-0001/1', euros: 0.014 }],
    })
    expect((await desk.record()).version).toBe(0)
  })
})

describe('a declared incident with a note', () => {
  it('rehearsed shows both posts', async () => {
    const reply = await aDesk().say({
      command: 'open',
      component: 'oficinas',
      note: 'Abren el lunes.',
      dryRun: true,
    })
    expect(reply.is === 'done' && reply.told?.map(({ notice }) => notice)).toEqual(['SS-0001/1', 'SS-0001/2'])
  })
})

describe('a window', () => {
  const plan = { command: 'plan', components: ['sede'], from: '2026-11-22 02:00', to: '2026-11-22 06:00' }

  it('is planned in local time', async () => {
    const desk = aDesk()
    await desk.say(plan)
    expect((await desk.record()).incidents[0]?.origin).toMatchObject({
      is: 'window',
      from: Date.parse('2026-11-22T01:00:00Z'),
      to: Date.parse('2026-11-22T05:00:00Z'),
      announce: Date.parse('2026-11-21T01:00:00Z'),
    })
  })

  it('rehearsed shows what is told now and later', async () => {
    const reply = await aDesk().say({ ...plan, announce: '2h', dryRun: true })
    expect(reply.is === 'done' && reply.told?.map(({ at, text }) => [at, text.slice(0, 2)])).toEqual([
      [Date.parse('2026-11-21T23:00:00Z'), '📅'],
      [Date.parse('2026-11-22T01:00:00Z'), '🔧'],
      [Date.parse('2026-11-22T05:00:00Z'), expect.any(String)],
    ])
  })

  it.each([
    ['an hour that the night skips', { from: '2027-03-28 02:30', to: '2027-03-28 06:00' }, /does not exist/],
    ['an hour that comes twice', { from: '2027-10-31 02:30', to: '2027-10-31 06:00' }, /comes twice/],
    ['no time', { from: 'pronto' }, /from:/],
  ])('at %s is not taken', async (_, over, why) => {
    expect(await aDesk().say({ ...plan, ...over })).toEqual({
      is: 'invalid',
      why: expect.stringMatching(why),
    })
  })
})

describe('free words', () => {
  it.each([
    ['an identity number', 'Avisad a 12345678Z hoy.', /DNI/],
    ['an address', 'Mira en seg-social.es cuanto antes.', /text: .*\n.*\n.*\^/],
    ['a phone that is not ours', 'Llama al 600 123 456.', /600 123 456/],
  ])('for the public with %s are refused, with the place shown', async (_, text, why) => {
    const desk = aDesk({ phones })
    const reply = await desk.say({ command: 'notice', text, source: 'la Seguridad Social' })
    expect(reply).toEqual({ is: 'refused', why: expect.stringMatching(why) })
    expect((await desk.record()).nextIncident).toBe(1)
  })

  it('may name a phone of the config', async () => {
    const desk = aDesk({ phones })
    const text = 'Para pedir cita, llama al 91 541 25 30.'
    expect(await desk.say({ command: 'notice', text, source: 'la Seguridad Social' })).toMatchObject({
      is: 'done',
    })
  })

  it('for operators may name an address, and nobody by their number', async () => {
    const desk = aDesk()
    await desk.rounds('ddd')
    const note = { command: 'note', incident: 'SS-0001' }
    expect(await desk.say({ ...note, text: 'Ver wiki.example.org/guardia' })).toMatchObject({ is: 'done' })
    expect(await desk.say({ ...note, text: 'Avisar a 12345678Z' })).toMatchObject({ is: 'refused' })
  })

  it('too long for a post are refused', async () => {
    const reply = await aDesk().say({
      command: 'notice',
      text: 'Esto es largo. '.repeat(30),
      source: 'la web',
    })
    expect(reply).toEqual({ is: 'refused', why: expect.stringMatching(/too long by \d+/) })
  })

  it('hard to read are taken with a warning', async () => {
    const text =
      'La imposibilidad de tramitación electrónica administrativa permanece inalterada provisionalmente.'
    const reply = await aDesk().say({ command: 'notice', text, source: 'la web' })
    expect(reply).toMatchObject({ is: 'done', warnings: [expect.stringMatching(/hard to read/)] })
  })
})

describe('a repeated request', () => {
  it('learns the number that the first one took', async () => {
    const desk = aDesk()
    const open = { command: 'open', component: 'oficinas', request: 'once' }
    await desk.say(open)
    expect(await desk.say(open)).toMatchObject({ changed: false, incident: 'SS-0001' })
  })
})

describe('questions', () => {
  it('list incidents, archived ones too', async () => {
    const desk = aDesk()
    await desk.rounds('ddduu')
    await desk.say({ command: 'open', component: 'oficinas' })
    const all = await desk.say({ command: 'incidents', all: true })
    expect(all.is === 'incidents' && all.incidents.map(({ id }) => id)).toEqual(['SS-0002', 'SS-0001'])
  })

  it('show one incident with its posts', async () => {
    const desk = aDesk()
    await desk.rounds('ddd')
    await desk.publish()
    expect(await desk.say({ command: 'show', incident: 'SS-0001' })).toMatchObject({
      is: 'incident',
      incident: { id: 'SS-0001' },
      posts: [{ notice: 'SS-0001/1', state: 'sent' }],
    })
    expect(await desk.say({ command: 'show', incident: 'SS-0009' })).toMatchObject({ is: 'refused' })
  })

  it('list windows alone', async () => {
    const desk = aDesk()
    await desk.say({ command: 'open', component: 'oficinas' })
    await desk.say({ command: 'plan', components: ['sede'], from: '23:00', to: '23:30' })
    const reply = await desk.say({ command: 'windows' })
    expect(reply.is === 'incidents' && reply.incidents.map(({ id }) => id)).toEqual(['SS-0002'])
  })
})
