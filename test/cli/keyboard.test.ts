import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { isYes, keyboardOf, NothingSaid } from '../../cli/keyboard.ts'

/** A keyboard, what it shows, and what is typed on it. */
const at = (isTTY: boolean) => {
  const input = Object.assign(new PassThrough(), { isTTY, setRawMode: () => input })
  const seen = { text: '', interrupts: 0 }
  const keyboard = keyboardOf(
    input,
    text => {
      seen.text += text
    },
    () => {
      seen.interrupts += 1
    },
  )
  return { input, keyboard, seen }
}

describe('a keyboard', () => {
  it('shows what is typed at a terminal', async () => {
    const { input, keyboard, seen } = at(true)
    const answer = keyboard.ask('PIN: ')
    input.write('1234\r')
    expect([await answer, seen.text]).toEqual(['1234', expect.stringMatching(/^PIN: [\s\S]*4/)])
    keyboard.close()
  })

  it('shows nothing of what is hidden, not by an arrow either', async () => {
    const { input, keyboard, seen } = at(true)
    const hidden = keyboard.askHidden('Secret: ')
    input.write('top-secret\r')
    expect(await hidden).toBe('top-secret')
    const next = keyboard.ask('PIN: ')
    input.write('\u001b[A\r')
    expect([await next, seen.text.includes('secret')]).toEqual(['', false])
    keyboard.close()
  })

  it('gives Ctrl-C at a terminal back to the process', async () => {
    const { input, keyboard, seen } = at(true)
    const answer = keyboard.askHidden('Secret: ')
    input.write('top\u0003')
    await expect(answer).rejects.toThrow(NothingSaid)
    expect(seen.interrupts).toBe(1)
  })

  it('takes a piped line for each question', async () => {
    const { input, keyboard, seen } = at(false)
    input.end('one\n two \n')
    expect([await keyboard.ask('A: '), await keyboard.askHidden('B: ')]).toEqual(['one', 'two'])
    await expect(keyboard.ask('C: ')).rejects.toThrow('nobody answered "C:"')
    expect(seen.text).not.toMatch(/one|two/)
  })
})

describe('a yes', () => {
  it.each(['y', 'Y', 'yes', 'sí'])('is %s', answer => expect(isYes(answer)).toBe(true))
  it.each(['', 'n', 'no', 'yesterday'])('is not "%s"', answer => expect(isYes(answer)).toBe(false))
})
