import { describe, expect, it } from 'vitest'
import type { Asked, Command } from '../../lib/incident/command.ts'
import { done } from '../../lib/operate/done.ts'

const said = (asked: Asked): readonly string[] => {
  const command: Command = { ...asked, request: 'r', by: 'ana' }
  const event = { is: 'requested' as const, command, at: 0 }
  return [done(command, [event], false), done(command, [event], true), done(command, [], false)].map(
    ({ text }) => text,
  )
}

describe('what a command did', () => {
  it.each<[Asked, string, string, string]>([
    [
      { command: 'ack', incident: 'SS-0001' },
      'SS-0001 is acknowledged',
      'SS-0001 would be acknowledged',
      'SS-0001 is acknowledged already; nothing changed',
    ],
    [
      { command: 'false-alarm', incident: 'SS-0001' },
      'SS-0001 is a false alarm',
      'SS-0001 would be called a false alarm',
      'SS-0001 is a false alarm already; nothing changed',
    ],
    [
      { command: 'lift', component: 'sede' },
      'sede may open incidents again',
      'sede could open incidents again',
      'sede may open incidents already; nothing changed',
    ],
    [
      { command: 'notice', text: 'Hola.', source: 'la web' },
      'the notice will be told',
      'the notice would be told',
      'the notice was taken before; nothing changed',
    ],
    [
      { command: 'release', channel: 'all' },
      'every channel is released: what is still true is told now',
      'every channel would be released: what is still true would be told',
      'no channel is held; nothing changed',
    ],
    [
      { command: 'release', channel: 'x' },
      'x is released: what is still true is told now',
      'x would be released: what is still true would be told',
      'x is not held; nothing changed',
    ],
    [
      { command: 'skip', channel: 'x', notice: 'SS-0001/1' },
      'SS-0001/1 will not be said',
      'SS-0001/1 would not be said',
      'SS-0001/1 was skipped before; nothing changed',
    ],
    [
      { command: 'rule', channel: 'x', notice: 'SS-0001/1', ruling: 'landed' },
      'SS-0001/1 is taken for public',
      'SS-0001/1 would be taken for public',
      'SS-0001/1 is taken for public already; nothing changed',
    ],
  ])('is said in English: $command', (asked, now, would, already) => {
    expect(said(asked)).toEqual([now, would, already])
  })

  it('of the switch says what may still appear, in earnest only', () => {
    const [now, would, already] = said({ command: 'hold', channel: 'all' })
    expect(now).toMatch(/^every channel is held: .*may still appear/)
    expect(would).toBe('every channel would be held: nothing new would be sent')
    expect(already).toBe('every channel is held already; nothing changed')
  })
})
