import { describe, expect, it } from 'vitest'
import { plain } from '../../cli/line-words.ts'
import { jsonLines } from '../../cli/lines.ts'
import { teller } from '../../cli/tell.ts'
import type { JournalLine } from '../../lib/ports.ts'

const at = Date.UTC(2026, 10, 21, 10)
const check = (component: string, outcome: string, reason = 'ok'): JournalLine => ({
  at,
  kind: 'check',
  component,
  target: `https://example.org/${component}`,
  outcome,
  reason,
})
const round = (more: object = {}): JournalLine => ({ at, kind: 'round', metrics: { Rounds: 1 }, ...more })
const controls: JournalLine = { at, kind: 'blind', why: 'controls-failing', controls: { bad: 2, of: 3 } }

/** What is told, without its clock. */
const told = (...lines: JournalLine[]): string[] => {
  const written: string[] = []
  const journal = teller(text => written.push(text.replace(/^\d\d:\d\d:\d\d {2}/, '').trimEnd()), plain)
  for (const line of lines) journal.say(line)
  return written
}

describe('what a terminal is told', () => {
  it('says that it lives, and then keeps quiet', () => {
    expect(told(check('sede', 'up'), round(), check('sede', 'up'), round())).toEqual(['1 round: all well'])
  })

  it('says that it lives again after a while', () => {
    const later = { ...round(), at: at + 15 * 60_000 }
    expect(told(check('sede', 'down'), round(), round(), later)).toEqual([
      '1 round: not well: sede (https://example.org/sede)',
      '2 rounds: not well: sede (https://example.org/sede)',
    ])
  })

  it('says once that the controls fail, and once that they answer', () => {
    const blind = round({ why: 'controls-failing', blind: 1 })
    const lines = [
      check('sede', 'down'),
      controls,
      blind,
      controls,
      blind,
      check('sede', 'up'),
      round(),
      round(),
    ]

    expect(told(...lines)).toEqual([
      'blind: the controls fail (2 of 3), so it is our own network. Nothing is posted of what cannot be told.',
      '1 round: cannot tell',
      'no longer blind',
    ])
  })

  it('says which component cannot be told, and why', () => {
    expect(told(check('sede', 'blind', 'status-403'), check('web', 'up'), round())[0]).toBe(
      'blind: sede (status-403). Nothing is posted of what cannot be told.',
    )
  })

  it('tells changes, incidents and posts', () => {
    const post = {
      at,
      kind: 'post',
      channel: 'x',
      notice: 'SS-0001/1',
      text: 'No funciona.\nEspera.',
    } as const
    expect(
      told(
        { at, kind: 'component', component: 'sede', from: 'operational', to: 'down' },
        { at, kind: 'incident', incident: 'SS-0001', what: 'outage', components: ['sede'] },
        { ...post, state: 'sending' },
        { ...post, state: 'sent' },
        { at, kind: 'incident', incident: 'SS-0001', what: 'acknowledged', by: 'ana' },
      ),
    ).toEqual([
      'sede: operational → down',
      'incident SS-0001 outage: sede',
      'post on x SS-0001/1: sent\n    No funciona.\n    Espera.',
      'incident SS-0001 acknowledged by ana',
    ])
  })

  it('tells what operators hear, by which way and whether it was taken', () => {
    const alert = { at, kind: 'alert', list: 'first', title: 'SS-0001: no funciona la Sede' } as const
    expect(
      told(
        { ...alert, route: 'operators-first' },
        { ...alert, route: 'operators-second', list: 'second' },
        { ...alert, route: 'slack-1a2b3c4d' },
        { ...alert, route: 'slack-1a2b3c4d', failed: 'status-500' },
      ),
    ).toEqual([
      'alert → operators: SS-0001: no funciona la Sede',
      'alert → those behind them: SS-0001: no funciona la Sede',
      'alert → operators by slack-1a2b3c4d: SS-0001: no funciona la Sede',
      'alert → operators by slack-1a2b3c4d (not taken: status-500): SS-0001: no funciona la Sede',
    ])
  })

  it('tells alarms and faults', () => {
    expect(
      told(
        { at, kind: 'alarm', alarm: 'clock', text: 'it jumped' },
        { at, kind: 'fault', function: 'functions/probe.ts', error: 'TypeError: x' },
        { at, kind: 'fault', where: 'bus', error: 'TimeoutError: y' },
      ),
    ).toEqual([
      'ALARM clock it jumped',
      'FAULT functions/probe.ts: TypeError: x',
      'FAULT bus: TimeoutError: y',
    ])
  })
})

describe('what machines are told', () => {
  it('is every line as one JSON object', () => {
    const written: string[] = []
    jsonLines(text => written.push(text)).say(check('sede', 'up'))

    expect(written).toHaveLength(1)
    expect(written[0]?.endsWith('}\n')).toBe(true)
    expect(JSON.parse(written[0] ?? '')).toMatchObject({ at: '2026-11-21T10:00:00.000Z', kind: 'check' })
  })
})
