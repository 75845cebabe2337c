import { describe, expect, it } from 'vitest'
import { inSpanish } from '../../lib/console/spanish.ts'
import { aDesk } from '../operate/stage.ts'

/** What the core answers to commands that it does not take. */
const answers = async () => {
  const desk = aDesk({ phones: [{ number: '060', for: { es: 'todos' }, verifiedAt: '2026-11-01' }] })
  await desk.rounds('ddd')
  const why = async (request: object): Promise<string> => {
    const reply = await desk.say(request)
    return reply.is === 'refused' || reply.is === 'invalid'
      ? reply.why
      : `${JSON.stringify(request)} is taken`
  }
  const done = (request: object) => desk.say(request)
  const window = { command: 'plan', components: ['web'], from: '2026-11-22 02:00', to: '2026-11-22 06:00' }
  const plan = (over: object) => why({ ...window, components: ['cita'], ...over })
  const note = (text: string) => why({ command: 'note', incident: 'SS-0001', public: true, text })
  await done(window)
  await done({ command: 'open', component: 'oficinas' })
  const posted = [
    await why({ command: 'rule', notice: 'SS-0001/1', ruling: 'landed' }),
    await why({ command: 'approve', notice: 'SS-0001/1' }),
    await why({ command: 'open', component: 'oficinas' }),
    await why({ command: 'open', component: 'sede' }),
    await why({ command: 'open', component: 'nada' }),
    await why({ command: 'lift', component: 'nada' }),
    await why({ command: 'ack', incident: 'SS-0099' }),
    await why({ command: 'ack', incident: 'SS-0002' }),
    await why({ command: 'cancel', incident: 'SS-0001' }),
    await plan({ components: ['web'] }),
    await plan({ to: '2026-11-22 01:00' }),
    await plan({ from: '2026-11-20 01:00', to: '2026-11-20 02:00' }),
    await plan({ to: '2027-01-22 01:00' }),
    await plan({ from: '2028-01-22 01:00', to: '2028-01-22 02:00' }),
    await plan({ from: 'mañana' }),
    await plan({ from: '2026-02-30 10:00' }),
    await plan({ from: '25:00' }),
    await plan({ from: '02:00+99:00' }),
    await plan({ from: '2027-10-31 02:30' }),
    await plan({ from: '2027-03-28 02:30' }),
    await plan({ from: '' }),
    await plan({ components: [] }),
    await why({ command: 'note', incident: 'SS-0001' }),
    await why({ command: 'notice', text: 'Hola.', source: ' ' }),
    await note('Soy 12345678Z.'),
    await note('Soy X1234567L.'),
    await note('Mi número es 28 12345678 40.'),
    await note('Paga en ES91 2100 0418 4502 0005 1332.'),
    await note('Escribe a ana@example.org.'),
    await note('Llama al 612 345 678.'),
    await note('Mira example.org hoy.'),
    await note('Pregunta a @ana hoy.'),
    await note('Ho\u200Bla.'),
    await note('Hola, '.repeat(60)),
    await note('a'.repeat(2_001)),
  ]
  await done({ command: 'hold' })
  const held = await why({ command: 'release', channel: 'x' })
  await done({ command: 'resolve', incident: 'SS-0001' })
  return [...posted, held, await why({ command: 'resolve', incident: 'SS-0001' }), await note('Hola.')]
}

describe('what the core says', () => {
  it('reaches operators in Spanish, every refusal of it', async () => {
    const all = await answers()
    expect(all.filter(one => one.includes('is taken'))).toEqual([])
    expect(all.filter(one => inSpanish(one) === one)).toEqual([])
  })

  it('keeps what it is about', () => {
    expect(inSpanish('SS-0007 is already resolved, at 14:05 by recovery')).toBe(
      'SS-0007 ya se había recuperado, a las 14:05.',
    )
    expect(inSpanish("text: a phone that is not in the service's file (there: 060)\nsí 612\n   ^^^")).toBe(
      'En el texto: hay un teléfono que no es de los nuestros (060).\nsí 612\n   ^^^',
    )
  })

  it('stays as it is where nobody has translated it', () => {
    expect(inSpanish('status-503')).toBe('status-503')
    expect(inSpanish('text: something new')).toBe('text: something new')
  })
})
