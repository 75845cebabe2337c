import { describe, expect, it } from 'vitest'
import type { Asked } from '../../lib/incident/command.ts'
import type { PostKind } from '../../lib/publish/ledger.ts'
import { noticeOf } from '../../lib/publish/notice.ts'
import { aService, beginning, eleven, live, minute, type Story, say } from '../given.ts'
import { aWorld } from './world.ts'

const service = aService()
const sede = { es: 'la Sede Electrónica' }
const web = { es: 'la web' }
const oficinas = { es: 'las oficinas' }
const at = (minutes: number) => eleven + minutes * minute
const told = (story: Story, ...asked: readonly Asked[]): Story =>
  asked.reduce((so, command) => say(so, service, command), story)
const lived = (story: Story, rounds: Record<string, string>) => live(story, service, rounds)

const offices = { command: 'open', component: 'oficinas', what: 'office-closed' } as const
const window = {
  command: 'plan',
  components: ['sede', 'web'],
  from: at(10),
  to: at(20),
  announce: at(0),
} as const
const note = { command: 'note', incident: 'SS-0001', text: 'Abren el lunes.', public: true } as const

/** The notice of the newest step of this name, as told at `now`. */
const notice = ({ record, at: end }: Story, what: string, now = end, kind: PostKind = 'update') => {
  const incident = record.incidents[0]
  const step = incident?.steps.findLast(({ facts }) => facts.what === what)
  if (!incident || !step) throw new TypeError(`there is no ${what} in the story`)
  return noticeOf({ incident, step, kind }, { now, timeZone: service.timeZone, isNews: false })
}

describe('the notice of what operators declare', () => {
  it('tells what they say of it, from its beginning to its end', () => {
    const story = told(beginning(), offices)
    const about = { incident: 'SS-0001', names: [oficinas], kind: 'office-closed' }
    expect(notice(story, 'declared')).toEqual({ ...about, what: 'declared', since: eleven })
    const later = told({ ...story, at: at(30) }, { command: 'resolve', incident: 'SS-0001' })
    expect(notice(later, 'operator')).toEqual({ ...about, what: 'undeclared', since: eleven, back: at(30) })
  })

  it('names it in their note', () => {
    expect(notice(told(beginning(), offices, note), 'note')).toEqual({
      incident: 'SS-0001',
      what: 'note',
      names: [oficinas],
      text: 'Abren el lunes.',
      at: eleven,
    })
  })
})

describe('the notice of their note', () => {
  it('on an outage names who fails', () => {
    const story = told(lived(beginning(), { sede: 'ddddd', web: 'ddduu' }), note)
    expect(notice(story, 'note')).toMatchObject({ names: [sede] })
  })

  it('on a window names all that it covers', () => {
    const story = told(lived(told(beginning(), window), { sede: 'u' }), note)
    expect(notice(story, 'note')).toMatchObject({ names: [sede, web] })
  })
})

describe('the notice of a window', () => {
  const planned = (): Story => lived(told(beginning(), window), { sede: 'u' })
  const about = { incident: 'SS-0001', names: [sede, web], from: at(10) }

  it.each([
    [at(9), 'planned'],
    [at(10), 'maintenance'],
    [at(15), 'maintenance'],
  ])('at %d tells of it as %s', (now, what) => {
    expect(notice(planned(), 'planned', now)).toEqual({ ...about, what, to: at(20) })
  })

  it.each([
    ['all well', 'u', 'ended', { what: 'maintained' }],
    ['nobody seeing it', 'b', 'elapsed', { what: 'elapsed', to: at(20) }],
    ['something failing', 'd', 'overrun', { what: 'overrun', to: at(20) }],
  ])('over with %s says so', (_, letter, step, expected) => {
    const seen = `${'u'.repeat(10)}${letter.repeat(60)}`
    const over = lived(planned(), { sede: seen, web: seen })
    expect(notice(over, step)).toMatchObject({ ...about, ...expected })
  })

  it('called off tells when', () => {
    const off = told(planned(), { command: 'cancel', incident: 'SS-0001' })
    expect(notice(off, 'cancelled')).toEqual({ ...about, what: 'cancelled', at: off.at })
  })
})

describe('the notice of public interest', () => {
  it('has their words, their source and no names', () => {
    const story = told(beginning(), { command: 'notice', text: 'Es un bulo.', source: 'la Seguridad Social' })
    expect(notice(story, 'told', eleven, 'whole')).toEqual({
      incident: 'SS-0001',
      what: 'notice',
      names: [],
      text: 'Es un bulo.',
      source: 'la Seguridad Social',
      at: eleven,
    })
  })
})

describe('the words of operators', () => {
  it('on an outage need no second yes', async () => {
    const world = aWorld(aService({ channels: { x: { mode: 'approve' } } }))
    await world.rounds('ddd')
    await world.publish()
    const text = (await world.ledger())?.waiting?.text ?? ''
    await world.say({ command: 'approve', channel: 'x', notice: 'SS-0001/1', text })
    await world.publish()
    await world.say(note)
    await world.publish()
    expect(world.texts()[1]).toContain('Abren el lunes.')
  })

  it('are told within ten minutes, or not at all', async () => {
    for (const [minutes, posts] of [
      [9, 2],
      [10, 1],
    ] as const) {
      const world = aWorld(aService())
      await world.rounds('u')
      await world.say(offices)
      await world.publish()
      await world.say(note)
      world.wait(minutes * minute)
      await world.publish()
      expect(world.timeline).toHaveLength(posts)
    }
  })
})
