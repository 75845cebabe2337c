import { describe, expect, it } from 'vitest'
import { decideCommand } from '../../lib/incident/decide-command.ts'
import { isRefusal } from '../../lib/incident/events.ts'
import { evolved } from '../../lib/incident/evolve.ts'
import type { PostKind } from '../../lib/publish/ledger.ts'
import { noticeOf } from '../../lib/publish/notice.ts'
import { aService, beginning, eleven, live, minute, type Story } from '../given.ts'

const service = aService()
const sede = { es: 'la Sede Electrónica' }
const web = { es: 'la web' }
const cita = { es: 'la cita previa' }
/** When the look of the n-th round of a story began. */
const look = (n: number) => eleven + n * minute + 1_000
const hour = 60 * minute

const lived = (rounds: Record<string, string>, by = service) => live(beginning(), by, rounds)
const told = (story: Story, command: 'ack' | 'resolve' | 'false-alarm'): Story => {
  const asked = { command, incident: 'SS-0001', request: command, by: 'ana' } as const
  const events = decideCommand(story.record, service, asked, story.at)
  if (isRefusal(events)) throw new TypeError(events.refused)
  return { ...story, record: evolved(story.record, events) }
}

/** The notice of an incident's newest step of this name, in the facts of the story's end. */
const notice = (
  story: Story,
  what: string,
  { isNews = false, kind = 'update' as PostKind, now = story.at } = {},
) => {
  const incident = story.record.incidents[0]
  const step = incident?.steps.findLast(({ facts }) => facts.what === what)
  if (!incident || !step) throw new TypeError(`there is no ${what} in the story`)
  return noticeOf({ incident, step, kind }, { now, timeZone: service.timeZone, isNews })
}

describe('the notice of a beginning', () => {
  it('names what is down, and not what is slow', () => {
    const story = lived({ sede: 'ddd', web: 'sss' })
    expect(notice(story, 'outage')).toEqual({
      incident: 'SS-0001',
      what: 'outage',
      names: [sede],
      since: look(0),
    })
  })

  it('names all that is slow where nothing is down', () => {
    const story = lived({ sede: 'sss', web: 'sss' })
    expect(notice(story, 'degraded')).toMatchObject({ what: 'degraded', names: [sede, web] })
  })

  it('speaks of now, not of the step', () => {
    expect(notice(lived({ sede: 'ddduu', web: 'dddss' }), 'outage')).toMatchObject({ names: [web] })
    expect(notice(lived({ sede: 'dddsss' }), 'outage')).toMatchObject({ what: 'degraded', names: [sede] })
  })

  it('tells of a reopening only to who heard of the outage', () => {
    const story = lived({ sede: 'ddduuddd' })
    expect(notice(story, 'reopened')).toMatchObject({ what: 'reopened', severity: 'down', since: look(5) })
    expect(notice(story, 'reopened', { isNews: true })).not.toHaveProperty('severity')
    expect(notice(story, 'reopened', { isNews: true })).toMatchObject({ what: 'outage', since: look(5) })
    expect(notice(lived({ sede: 'ddd' }), 'outage').what).toBe('outage')
    expect(notice(lived({ sede: 'ddduusss' }), 'reopened')).toMatchObject({ severity: 'degraded' })
  })
})

describe('the notice of an update', () => {
  it('tells who fails too, and who failed before', () => {
    const story = lived({ sede: 'ddddddd', web: 'ddddddd', cita: 'uuudddd' })
    expect(notice(story, 'joined')).toEqual({
      incident: 'SS-0001',
      what: 'more',
      severity: 'down',
      names: [cita],
      since: look(3),
      others: [sede, web],
    })
  })

  it('tells who does not work now', () => {
    const story = lived({ sede: 'sssddd', web: 'ssssss' })
    expect(notice(story, 'worse')).toEqual({
      incident: 'SS-0001',
      what: 'worse',
      names: [sede],
      since: look(3),
    })
  })

  it('tells who works again, and who does not', () => {
    const story = lived({ sede: 'ddduu', web: 'ddddd', cita: 'dddss' })
    expect(notice(story, 'left')).toEqual({
      incident: 'SS-0001',
      what: 'partly',
      names: [sede],
      still: [web, cita],
      back: look(3),
    })
  })

  it.each([
    ['who joined works again', { sede: 'dddddddd', web: 'uuddduuu' }, 'joined'],
    ['what got worse is only slow again', { sede: 'sssdddsss' }, 'worse'],
    ['who left fails again', { sede: 'ddduuddd', web: 'dddddddd' }, 'left'],
  ])('tells what still fails where %s', (_, rounds, what) => {
    expect(notice(lived(rounds), what)).toMatchObject({ what: 'still', since: look(0) })
  })

  it('leaves out who has changed again since', () => {
    const joined = lived({ sede: 'dddddddd', web: 'uuuddduu', cita: 'uuuddddd' })
    expect(notice(joined, 'joined')).toMatchObject({ what: 'more', names: [cita], others: [sede] })
    const worse = lived({ sede: 'sssdddsss', web: 'sssdddddd' })
    expect(notice(worse, 'worse')).toMatchObject({ what: 'worse', names: [web] })
    const left = lived({ sede: 'ddduuddd', web: 'ddduuuuu', cita: 'dddddddd' })
    const incident = left.record.incidents[0]
    const step = incident?.steps.find(({ facts }) => facts.what === 'left')
    if (!incident || !step) throw new TypeError('somebody left')
    expect(
      noticeOf(
        { incident, step, kind: 'update' },
        { now: left.at, timeZone: service.timeZone, isNews: false },
      ),
    ).toMatchObject({ what: 'partly', names: [web], still: [sede, cita] })
  })

  it('reminds of what fails, and says when the next news comes', () => {
    const story = lived({ sede: 'd'.repeat(62), web: 's'.repeat(62) })
    expect(notice(story, 'reminder')).toEqual({
      incident: 'SS-0001',
      what: 'still',
      severity: 'down',
      names: [sede],
      since: look(0),
      now: story.at,
      next: look(0) + 3 * hour,
    })
  })

  it('tells that somebody knows, of all that fails', () => {
    const story = told(lived({ sede: 'ddd', web: 'sss' }), 'ack')
    expect(notice(story, 'acknowledged')).toEqual({
      incident: 'SS-0001',
      what: 'acknowledged',
      names: [sede, web],
      at: story.at,
    })
  })

  it('tells that it comes and goes, of all that ever failed', () => {
    const story = lived({ sede: 'ddduu'.repeat(6), web: `ddd${'u'.repeat(27)}` })
    expect(notice(story, 'unstable')).toMatchObject({ what: 'unstable', names: [sede, web] })
  })
})

describe('the notice of an end', () => {
  it('tells the worst of the spell, and of whom', () => {
    const story = lived({ sede: 'dddsssuu', web: 'ssssssuu' })
    expect(notice(story, 'recovery', { kind: 'end' })).toEqual({
      incident: 'SS-0001',
      what: 'recovered',
      severity: 'down',
      names: [sede],
      since: look(0),
      back: look(6),
      late: false,
    })
    expect(notice(story, 'recovery', { kind: 'whole' })).toMatchObject({ what: 'folded', names: [sede] })
  })

  it('tells of slowness where nothing was down', () => {
    const story = lived({ sede: 'sssuu', web: 'sssuu' })
    expect(notice(story, 'recovery', { kind: 'end' })).toMatchObject({
      severity: 'degraded',
      names: [sede, web],
    })
  })

  it('leaves out who failed only in a spell before', () => {
    const story = lived({ sede: 'ddduuddduu', web: 'ddduuuuuuu' })
    expect(notice(story, 'recovery', { kind: 'end' })).toMatchObject({ names: [sede], since: look(5) })
  })

  it('by an operator tells when it was said', () => {
    const story = told(lived({ sede: 'ddd' }), 'resolve')
    expect(notice(story, 'operator', { kind: 'end' })).toEqual({
      incident: 'SS-0001',
      what: 'closed',
      names: [sede],
      since: look(0),
      at: story.at,
    })
  })

  it('by an operator names who failed in the spell, back or not', () => {
    const story = told(lived({ sede: 'ddddd', web: 'ddduu' }), 'resolve')
    expect(notice(story, 'operator', { kind: 'end' })).toMatchObject({ names: [sede, web] })
  })

  it('of a false alarm corrects what was said, and when', () => {
    const story = told(lived({ sede: 'ddd' }), 'false-alarm')
    expect(notice(story, 'false-alarm', { kind: 'end' })).toEqual({
      incident: 'SS-0001',
      what: 'correction',
      names: [sede],
      since: eleven + 1_000,
      at: story.at,
    })
  })

  it('of what is no longer watched names what failed', () => {
    const without = { ...service, components: service.components.filter(({ id }) => id !== 'sede') }
    const story = live(lived({ sede: 'ddddd', web: 'ddduu' }), without, { web: 'u' })
    expect(notice(story, 'removed', { kind: 'end' })).toMatchObject({ what: 'removed', names: [sede] })
  })
})
