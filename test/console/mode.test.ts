import { describe, expect, it } from 'vitest'
import { boardOf } from '../../lib/console/board.ts'
import { inSpanish } from '../../lib/console/spanish.ts'
import { readFacts } from '../../lib/operate/facts.ts'
import { aDesk } from '../operate/stage.ts'

const modeIn = async ({ store, service, clock }: ReturnType<typeof aDesk>) =>
  boardOf(await readFacts(store, service, clock.now())).channels[0]?.mode

describe("the mode in the operators' view", () => {
  it('is the one in force, with who and since when', async () => {
    const desk = aDesk({}, { firstMode: 'shadow' })
    expect(await modeIn(desk)).toBe('Publica sin preguntar.')
    await desk.rounds('u')
    expect(await modeIn(desk)).toBe(
      'Ensaya: no publica nada. Está así desde las 11:00: así empezó, al desplegarse.',
    )
    await desk.say({ command: 'mode', mode: 'approve' })
    expect(await modeIn(desk)).toBe('Pide un sí antes de publicar. Está así desde las 11:00: ana.')
  })

  it.each([
    [
      'x owes the end of SS-0001: it can rehearse after that; "hold" stops the posting now',
      /^Falta contar en x/,
    ],
    [
      'SS-0001/1 is being sent on x: it can rehearse after that; "hold" stops the posting now',
      /está saliendo/,
    ],
    [
      'SS-0001/1 waits for a yes on x: it can rehearse after that; "hold" stops the posting now',
      /espera un sí/,
    ],
  ])('is refused in Spanish: %s', (why, said) => {
    expect(inSpanish(why)).toMatch(said)
  })
})
