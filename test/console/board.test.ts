import { describe, expect, it } from 'vitest'
import { type Board, boardOf } from '../../lib/console/board.ts'
import type { Incident } from '../../lib/incident/record.ts'
import { at, flight, now, outage } from '../page/facts.ts'
import { factsWith } from './facts.ts'

const text = 'No funciona la Sede.'
const channelOf = ({ channels }: Board) => {
  const [only] = channels
  if (!only) throw new RangeError('no channel')
  return only
}
const comingIn = (...given: Parameters<typeof factsWith>) =>
  channelOf(boardOf(factsWith(...given))).coming.map(({ when }) => when)
const told = { 'PR-0001': { is: 'down', step: 1 } } as const
const window: Incident = {
  id: 'PR-0002',
  origin: { is: 'window', announce: at('12:00'), from: at('14:00'), to: at('16:00'), by: 'ana' },
  status: { is: 'open' },
  names: { web: { es: 'la web' } },
  members: {},
  steps: [],
}

describe('the board', () => {
  it('names what is bad first, and since when', () => {
    const board = boardOf(factsWith())
    expect(board.summary).toMatchObject({ tone: 'bad', text: 'Algo no funciona.' })
    expect(board.places[0]).toMatchObject({ id: 'sede', state: 'No funciona', detail: 'desde las 10:40' })
    expect(board.places.map(({ mayBeOpened }) => mayBeOpened)).toEqual([false, false, true])
  })

  it('tells who knows, and what operators wrote to each other', () => {
    const status = { is: 'acknowledged', at: now, by: 'arn:aws:iam::1:user/ana' } as const
    const notes = [{ at: now, by: 'luis', text: 'lo mira sistemas' }]
    const { open } = boardOf(factsWith({ record: { incidents: [outage({ status, notes })] } }))
    expect(open).toMatchObject([
      {
        id: 'PR-0001',
        kind: 'automatic',
        isAcknowledged: true,
        who: 'Lo sabe: arn:aws:iam::1:user/ana',
        notes: [{ by: 'luis' }],
      },
    ])
  })

  it('counts a lapsed acknowledgement as none', () => {
    const file = 'alerts: { unacknowledgeAfter: 2h }\n'
    const incidents = [outage({ status: { is: 'acknowledged', at: at('10:00'), by: 'ana' } })]
    const seen = (time: string) => boardOf(factsWith({ file, record: { incidents }, now: at(time) })).open[0]
    expect(seen('11:59')).toMatchObject({ isAcknowledged: true, who: 'Lo sabe: ana' })
    expect(seen('12:00')).toMatchObject({
      isAcknowledged: false,
      state: 'Abierto: sin atender',
      who: expect.stringContaining('Lo sabía: ana'),
    })
  })

  it('keeps what ended apart from what is open', () => {
    const status = { is: 'resolved', at: now, how: 'operator', by: 'ana' } as const
    const board = boardOf(factsWith({ record: { incidents: [outage({ status }), window] } }))
    expect(board.open).toMatchObject([
      { id: 'PR-0002', kind: 'window', span: 'Desde las 14:00 hasta las 16:00', who: 'Lo abrió: ana' },
    ])
    expect(board.over).toMatchObject([{ id: 'PR-0001', who: 'Lo cerró: ana' }])
  })

  it('puts what fails before what is planned', () => {
    const board = boardOf(factsWith({ record: { incidents: [outage(), window] } }))
    expect(board.open.map(({ id }) => id)).toEqual(['PR-0001', 'PR-0002'])
    expect(board.open[0]).toMatchObject({ who: 'Lo ven las sondas' })
  })

  it('says who holds the posting, since when and why', () => {
    const holds = { all: { at: at('10:30'), by: 'ana', why: 'prensa' }, x: { at: at('10:31'), by: 'luis' } }
    expect(boardOf(factsWith({ record: { holds } })).holds).toEqual([
      { channel: 'all', text: 'No se publica nada desde las 10:30. Lo paró ana: prensa.' },
      { channel: 'x', text: 'No se publica nada en x desde las 10:31. Lo paró luis.' },
    ])
  })

  it('marks what opens no incident for now', () => {
    const { places } = boardOf(factsWith({ record: { muted: { sede: 0 } } }))
    expect(places.filter(({ isMuted }) => isMuted).map(({ id }) => id)).toEqual(['sede'])
  })

  it('is there before the first round', () => {
    const { record: _, ...rest } = factsWith()
    const board = boardOf({ ...rest, record: undefined })
    expect(board.summary.text).toBe('Todavía no hemos mirado.')
    expect(channelOf(board).coming).toEqual([])
  })
})

describe('what comes next', () => {
  const reminder = 'Si todo sigue igual, a las 11:40 decimos que PR-0001 sigue.'

  it('is the outage that nobody was told of, in its words', () => {
    const [due] = channelOf(boardOf(factsWith())).coming
    expect(due).toMatchObject({ when: 'Sale ya.', notice: 'PR-0001/1', euros: 0.014 })
    expect(due?.text).toMatch(/Sede Electrónica no funciona .*\(PR-0001\)/)
  })

  it('is the next reminder once all is told', () => {
    expect(comingIn({ ledger: { told } })).toEqual([reminder])
  })

  it('waits for a yes until its time is over', () => {
    const waiting = {
      notice: 'PR-0001/1',
      incident: 'PR-0001',
      step: 1,
      kind: 'begin',
      text,
      at: at('10:44'),
    } as const
    const file = (otherwise: string) =>
      `channels: { x: { mode: approve, approval: { wait: 15m, otherwise: ${otherwise} } } }\n`
    expect(comingIn({ file: file('drop'), ledger: { waiting } })[0]).toBe(
      'Espera tu sí hasta las 10:59. Si nadie contesta, no sale.',
    )
    expect(comingIn({ file: file('tell'), ledger: { waiting } })[0]).toContain('Si nadie contesta, sale.')
    const record = { holds: { all: { at: now, by: 'ana' } } }
    expect(comingIn({ file: file('drop'), record, ledger: { waiting } })[0]).toContain('no sale')
  })

  it('stays in while the posting is held', () => {
    const [due] = channelOf(boardOf(factsWith({ record: { holds: { x: { at: now, by: 'ana' } } } }))).coming
    expect(due).toMatchObject({ isHeld: true, when: expect.stringContaining('Parado') })
  })

  it.each([
    [
      'the channel wants',
      { notBefore: at('10:50'), why: 'no-credits' },
      'no admite nada hasta las 10:50: no queda saldo',
    ],
    [
      'the post was refused',
      { refused: { 'PR-0001/1': at('11:15') } },
      'Lo intentamos otra vez a las 11:15.',
    ],
    [
      'no posts are left',
      { spent: { day: '2026-11-21', n: 100, month: '2026-11', m: 100 } },
      'no queda presupuesto',
    ],
  ])('is late where %s', (_, ledger, words) => {
    expect(comingIn({ ledger })[0]).toContain(words)
  })

  it('leaves out what an operator said no to', () => {
    const rulings = [{ channel: 'x', notice: 'PR-0001/1', is: 'skip', at: now, by: 'ana' }] as const
    expect(comingIn({ record: { rulings } })).toEqual([reminder])
  })

  it('is the post on its way, once', () => {
    expect(comingIn({ ledger: { flight } })).toEqual(['Está saliendo, desde las 10:43.', reminder])
    expect(comingIn({ ledger: { flight: { ...flight, state: 'unknown' } } })[0]).toBe(
      'En duda desde las 10:43: no sabemos si ha salido. Lo buscamos a las 10:45.',
    )
  })

  it('is every turn of a window that is still to come', () => {
    expect(comingIn({ record: { incidents: [window] } })).toEqual([
      'A las 12:00 anunciamos el cierre PR-0002.',
      'A las 14:00 decimos que empieza el cierre PR-0002.',
      'A las 16:00 miramos si el cierre PR-0002 acaba bien, y lo decimos.',
    ])
    expect(comingIn({ record: { incidents: [window] }, now: at('15:00') })).toHaveLength(1)
  })
})

describe('what was told', () => {
  const log = [
    { notice: 'PR-0001/1', state: 'sent', at: at('10:41'), text, id: '77' },
    { notice: 'PR-0001/2', state: 'skipped', at: at('10:42'), text, why: 'nobody approved it in time' },
    { notice: 'PR-0001/3', state: 'unclear', at: at('10:43'), text },
  ] as const

  it('is shown newest first, with why it was not', () => {
    expect(channelOf(boardOf(factsWith({ ledger: { log, told } }))).posted).toMatchObject([
      { notice: 'PR-0001/3', isUnclear: true },
      { notice: 'PR-0001/2', state: 'No publicado', why: 'nadie dijo que sí a tiempo' },
      { notice: 'PR-0001/1', state: 'Publicado', id: '77', isUnclear: false },
    ])
  })

  it('was only rehearsed in mode shadow', () => {
    const channel = channelOf(
      boardOf(factsWith({ file: 'channels: { x: { mode: shadow } }\n', ledger: { log, told } })),
    )
    expect(channel.name).toBe('X (ensayo: no se publica nada)')
    expect(channel.posted.at(-1)).toMatchObject({ state: 'Ensayado', tone: 'quiet' })
    expect(channel.coming.every(({ euros }) => euros === undefined)).toBe(true)
    expect(channel.budget.spans[0]?.text).toContain('ensayar no cuesta nada')
  })

  it('keeps every doubt in sight, however old', () => {
    const many = Array.from({ length: 30 }, (_, n) => ({ ...log[0], notice: `PR-0009/${n}` }))
    const { posted } = channelOf(boardOf(factsWith({ ledger: { log: [log[2], ...many], told } })))
    expect(posted).toHaveLength(21)
    expect(posted.at(-1)).toMatchObject({ notice: 'PR-0001/3' })
  })

  it('is counted in posts and in euros', () => {
    const file = 'channels: { x: { price: 0.02, budget: { day: 100, month: 1000, euros: { day: 1 } } } }\n'
    const spent = { day: '2026-11-21', n: 3, month: '2026-11', m: 40 }
    const { budget } = channelOf(boardOf(factsWith({ file, ledger: { spent, told } })))
    expect(budget.spans.map(({ span, text }) => `${span}: ${text}`)).toEqual([
      'Hoy: 3 de 50 publicaciones; unos 0,06 € de 1,00 €',
      'Este mes: 40 de 1000 publicaciones; unos 0,80 €',
    ])
    expect(budget.reserved).toContain('1 publicación en reserva')
  })
})
