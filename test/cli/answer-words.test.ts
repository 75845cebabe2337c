import { describe, expect, it } from 'vitest'
import { answerIn } from '../../cli/answer.ts'
import { answerWords } from '../../cli/answer-words.ts'
import { minute } from '../given.ts'
import { aDesk } from '../operate/stage.ts'

type Desk = ReturnType<typeof aDesk>

/** What people read of it, after it came as JSON. */
const words = async (desk: Desk, request: object): Promise<string> =>
  answerWords(answerIn(JSON.parse(JSON.stringify(await desk.say(request))), 'here'))

const down = async (over: Parameters<typeof aDesk>[0] = {}) => {
  const desk = aDesk({ timeZone: 'Atlantic/Canary', ...over })
  await desk.rounds('ddd')
  return desk
}
const window = { command: 'plan', components: ['sede'], from: '2026-11-22 02:00', to: '2026-11-22 06:00' }

describe('an incident for people', () => {
  it('begins when citizens read that it began, by their clock', async () => {
    const out = await words(await down(), { command: 'show', incident: 'SS-0001' })
    expect(out).toMatch(/^SS-0001 open: sede, begun 2026-11-21 10:00\n/)
    expect(out).toMatch(/\n {2}1\. 2026-11-21 10:02 outage: sede\n/)
    expect(out).toMatch(/\(times of Atlantic\/Canary\)$/)
  })

  it('says when it was over', async () => {
    const desk = await down()
    await desk.rounds('uu')
    expect(await words(desk, { command: 'incidents', all: true })).toContain(
      'SS-0001 resolved (recovery): sede, begun 2026-11-21 10:00, over 2026-11-21 10:03',
    )
    expect(await words(desk, { command: 'incidents' })).toBe('none')
  })

  it('spells out what would steer a terminal', async () => {
    const desk = await down()
    const reply = await desk.say({ command: 'show', incident: 'SS-0001' })
    if (reply.is !== 'incident') throw new TypeError(reply.is)
    const note = { at: 0, by: 'ana\n  SS-0002 open\u001b[2J', text: 'a\u0007\u202eb' }
    const out = answerWords(answerIn({ ...reply, incident: { ...reply.incident, notes: [note] } }, 'here'))
    expect(out).toMatch(/note of ana\\n {2}SS-0002 open\\u\{1b\}\[2J, .*: a\\u\{7\}\\u\{202e\}b/)
  })
})

describe('a window for people', () => {
  it('is planned for a time, not open since now', async () => {
    const desk = aDesk()
    await desk.say(window)
    expect(await words(desk, { command: 'windows' })).toBe(
      '  SS-0001 planned for 2026-11-22 02:00 to 2026-11-22 06:00: sede, by ana\n(times of Europe/Madrid)',
    )
  })

  it('runs once it has begun', async () => {
    const desk = aDesk()
    await desk.say({
      ...window,
      from: '2026-11-21 11:01',
      to: '2026-11-21 12:00',
      announce: '2026-11-21 11:01',
    })
    await desk.rounds('uuu')
    expect(await words(desk, { command: 'windows' })).toContain(
      'SS-0001 running, from 2026-11-21 11:01 to 2026-11-21 12:00: sede',
    )
    await desk.say({ command: 'cancel', incident: 'SS-0001' })
    expect(await words(desk, { command: 'windows' })).toBe('none')
    expect(await words(desk, { command: 'windows', all: true })).toContain('SS-0001 cancelled: sede, planned')
  })
})

describe('a rehearsal for people', () => {
  it('tells the times of its posts by the clock of the service', async () => {
    const reply = await aDesk({ timeZone: 'Atlantic/Canary' }).say({
      ...window,
      announce: '2h',
      dryRun: true,
    })
    const out = answerWords(answerIn({ ...reply, timeZone: 'Atlantic/Canary' }, 'here'))
    expect(out).toContain('SS-0001/1 on x at 2026-11-22 00:00, ')
    expect(out).toContain('(times of Atlantic/Canary)')
  })
})

describe('the status for people', () => {
  it('says who is muted and why, and who is only spoken for', async () => {
    const desk = await down()
    await desk.say({ command: 'false-alarm', incident: 'SS-0001' })
    await desk.say({ command: 'open', component: 'oficinas' })
    const out = await words(desk, { command: 'status' })
    expect(out).toMatch(
      /sede: down since .*; MUTED since SS-0001 was called a false alarm by ana: .*"lift sede"/,
    )
    expect(out).toContain('\n  oficinas: declared, SS-0002\n')
    expect(out).toMatch(/\n {2}SS-0002 open: oficinas, declared by ana \(not-working\), begun/)
    expect(out).toMatch(/\n {2}over: SS-0001$/)
  })

  it('shows the post that waits for a yes, and the hold', async () => {
    const desk = await down({ channels: { x: { mode: 'approve' } } })
    await desk.publish()
    await desk.say({ command: 'hold', why: 'prensa' })
    const out = await words(desk, { command: 'status' })
    expect(out).toMatch(/HELD: every channel since 2026-11-21 \d\d:\d\d by ana: prensa/)
    expect(out).toMatch(/SS-0001\/1 on x: waiting, 2026-11-21 10:/)
  })

  it('takes an older answer for what it is', () => {
    const answer = answerIn({ is: 'posts', posts: [] }, 'here')
    expect(answer).toMatchObject({ timeZone: expect.stringMatching(/\S/) })
    expect(answerWords(answer)).toBe('none yet')
  })
})

describe('a link to the view', () => {
  it('says by which clock it ends', () => {
    const expires = Date.parse('2026-11-21T10:00:00Z') + 5 * minute
    const entry = { is: 'entry', path: '/operate/session/t', expires, timeZone: 'Europe/Madrid' }
    expect(answerWords(answerIn(entry, 'http://localhost:8080/'))).toContain(
      "http://localhost:8080/operate/session/t\n(opens the operators' view, until 2026-11-21 11:05 Europe/Madrid;",
    )
  })
})
