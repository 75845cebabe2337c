import { describe, expect, it } from 'vitest'
import { channelName } from '../../lib/console/channel-name.ts'
import { postedOn } from '../../lib/console/posted.ts'
import { at, now } from '../page/facts.ts'
import { factsWith } from './facts.ts'

const calendar = { now, timeZone: 'Europe/Madrid' }
const channelWith = (...given: Parameters<typeof factsWith>) => {
  const [channel] = factsWith(...given).channels
  if (!channel) throw new RangeError('no channel')
  return channel
}

describe('what a channel told', () => {
  const entry = { notice: 'PR-0001/1', at: at('10:43'), text: 'No funciona la Sede.' }

  it('has each state in words, newest first', () => {
    const states = ['sent', 'unclear', 'skipped', 'refused'] as const
    const log = states.map(state => ({ ...entry, state }))
    expect(postedOn(channelWith({ ledger: { log } }), calendar).map(({ state }) => state)).toEqual([
      'Rechazado',
      'No publicado',
      'En duda: lo tiene que mirar una persona',
      'Publicado',
    ])
  })

  it('has its id, or why it was not sent', () => {
    const log = [
      { ...entry, state: 'refused', why: 'porque sí' } as const,
      { ...entry, state: 'sent', id: '77' } as const,
    ]
    const [sent, refused] = postedOn(channelWith({ ledger: { log } }), calendar)
    expect(sent).toMatchObject({ id: '77', at: { text: '10:43' }, text: 'No funciona la Sede.' })
    expect(sent).not.toHaveProperty('why')
    expect(refused).toMatchObject({ why: 'porque sí', isUnclear: false })
  })
})

describe('a channel', () => {
  it.each([
    ['x', 'X', 'auto'],
    ['x.shadow', 'X (ensayo: no se publica nada)', 'shadow'],
  ])('%s is called "%s", in the language of its posts', (id, name, mode) => {
    const file = `channels: { x: { language: va, mode: ${mode} } }`
    expect(channelName(channelWith({ file }))).toEqual({ id, name, lang: 'ca-valencia' })
  })
})
