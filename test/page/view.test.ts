import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Health, ServiceRecord, Step } from '../../lib/incident/record.ts'
import { type ViewOptions, view } from '../../lib/page/view.ts'
import type { Ledger } from '../../lib/publish/ledger.ts'
import { at, down, flight, ledgerWith, now, outage, recordWith, serviceWith, well } from './facts.ts'

const service = serviceWith()
const see = (record: ServiceRecord | undefined, options?: ViewOptions) =>
  view(service, record, [], now, options)
const stateOf = (record: ServiceRecord | undefined, id: string) => {
  const { components } = see(record)
  const { state, detail } = components.find(component => component.id === id)!
  return [state, detail]
}

describe('the present state', () => {
  it('works when all was just seen well', () => {
    const page = see(recordWith())
    expect(page.summary).toEqual({ tone: 'good', text: 'Funciona todo lo que miramos.' })
    expect(page.look?.text).toBe('10:44')
    expect(page.components.map(({ name, state }) => [name, state])).toEqual([
      ['La web', 'Funciona'],
      ['La Sede Electrónica', 'Funciona'],
      ['Las oficinas', 'Sin avisos'],
    ])
  })

  it('tells what fails and since when', () => {
    const record = recordWith({ components: { web: well, sede: down } })
    expect(see(record).summary).toEqual({ tone: 'bad', text: 'Algo no funciona.' })
    expect(stateOf(record, 'sede')).toEqual(['No funciona', 'desde las 10:40'])
  })

  it('tells what is slow', () => {
    const slow: Health = { is: 'degraded', since: at('10:40'), seen: at('10:44') }
    const record = recordWith({ components: { web: well, sede: slow } })
    expect(see(record).summary.tone).toBe('slow')
    expect(stateOf(record, 'sede')).toEqual(['Va mal o muy lento', 'desde las 10:40'])
  })

  it('says when a failure was seen last', () => {
    const blindSince = recordWith({
      components: { web: well, sede: { is: 'down', since: at('10:30'), seen: at('10:38') } },
    })
    expect(stateOf(blindSince, 'sede')).toEqual([
      'No funciona',
      'desde las 10:30; a las 10:38 lo vimos por última vez',
    ])
  })

  it('believes operators of what no probe sees', () => {
    const incident = outage({ members: { oficinas: { is: 'down', since: at('09:00'), worst: 'down' } } })
    const record = recordWith({ incidents: [incident] })
    expect(stateOf(record, 'oficinas')).toEqual(['No funciona', 'desde las 9:00'])
    const back = { is: 'back', since: at('09:00'), worst: 'down', at: at('10:00'), late: false } as const
    expect(stateOf(recordWith({ incidents: [outage({ members: { oficinas: back } })] }), 'oficinas')).toEqual(
      ['Sin avisos', undefined],
    )
  })
})

describe('a watcher that saw nothing', () => {
  it('says so before its first round', () => {
    for (const record of [undefined, recordWith({ round: 0, components: {} })]) {
      const page = see(record)
      expect(page.summary).toEqual({ tone: 'unknown', text: 'Todavía no hemos mirado.' })
      expect(page.look).toBeUndefined()
      expect(stateOf(record, 'web')).toEqual(['No lo sabemos', 'todavía no hemos mirado'])
    }
  })

  it('says so once its last look is old', () => {
    const record = recordWith({ round: at('10:39'), components: { web: well, sede: down } })
    expect(stateOf(record, 'web')).toEqual(['No lo sabemos', 'a las 10:39 funcionaba'])
    expect(stateOf(record, 'sede')).toEqual(['No lo sabemos', 'a las 10:39 no funcionaba'])
    expect(see(record)).toMatchObject({
      summary: { tone: 'unknown', text: 'No sabemos cómo va ahora.' },
      trust: expect.stringMatching(/no te fíes/),
    })
  })

  it('keeps its word for five minutes', () => {
    expect(see(recordWith({ round: now - 300_000 })).summary.tone).toBe('good')
    expect(see(recordWith({ round: now - 300_001 })).summary.tone).toBe('unknown')
    expect(see(recordWith({ round: now - 300_001 }), { staleAfter: 600_000 }).summary.tone).toBe('good')
  })

  it('distrusts a round from the future', () => {
    expect(see(recordWith({ round: now + 3_600_000 })).summary.tone).toBe('unknown')
  })

  it('does not take blind looks for good', () => {
    const unseen: Health = { ...well, blind: now - 60_000 }
    expect(see(recordWith({ components: { web: unseen, sede: unseen } })).summary).toEqual({
      tone: 'unknown',
      text: 'Ahora no podemos ver si funciona.',
    })
    const half = recordWith({ components: { web: unseen, sede: well } })
    expect(see(half).summary.text).toBe('No lo podemos ver todo.')
  })

  it('never reads as working, whatever the record says', () => {
    const health = fc.constantFrom<Health>(well, down, { is: 'degraded', since: 1, seen: 2 })
    fc.assert(
      fc.property(health, health, fc.integer({ min: 300_001, max: 10 ** 9 }), (web, sede, age) => {
        const page = see(recordWith({ round: now - age, components: { web, sede } }))
        expect(page.components.map(({ tone }) => tone)).not.toContain('good')
        expect(page.summary.tone).toBe('unknown')
      }),
    )
  })
})

describe('incidents', () => {
  const acknowledged: Step = {
    n: 2,
    kind: 'update',
    at: at('10:44'),
    facts: { what: 'acknowledged', by: 'ana' },
  }
  const step = (facts: Extract<Step, { kind: 'update' }>['facts']): Step => ({
    n: 2,
    kind: 'update',
    at: now,
    facts,
  })
  const last = (steps: readonly Step[]) =>
    see(recordWith({ incidents: [outage({}, ...steps)] })).incidents[0]?.steps.at(-1)?.text

  it('tell their steps in plain words', () => {
    expect(see(recordWith({ incidents: [outage()] })).incidents).toEqual([
      {
        id: 'PR-0001',
        about: 'failure',
        isOpen: true,
        state: 'Abierto',
        names: 'La Sede Electrónica',
        steps: [
          {
            n: 1,
            at: { iso: '2026-11-21T09:43:00.000Z', text: '10:43' },
            text: 'Deja de funcionar: la Sede Electrónica, desde las 10:40.',
          },
        ],
      },
    ])
  })

  it.each([
    [
      'Se suma: la Sede Electrónica y web, desde las 10:41.',
      { what: 'joined', components: ['sede', 'web'], since: at('10:41') },
    ],
    [
      'Empeora: la Sede Electrónica, desde las 10:41.',
      { what: 'worse', components: ['sede'], since: at('10:41') },
    ],
    [
      'Vuelve a funcionar: la Sede Electrónica, desde las 10:41.',
      { what: 'left', components: ['sede'], since: at('10:41') },
    ],
    ['Sigue igual.', { what: 'reminder' }],
    ['Va y viene.', { what: 'unstable' }],
  ] as const)('say "%s"', (text, facts) => {
    expect(last([step(facts)])).toBe(text)
  })

  it.each([
    ['Ya funciona todo, desde las 10:44.', 'recovery', false],
    ['Ya funciona todo. Lo vimos bien a las 10:44; puede que volviera antes.', 'recovery', true],
    ['Un operador lo da por terminado.', 'operator', false],
    ['Falsa alarma: no era verdad.', 'false-alarm', false],
    ['Ya no lo miramos.', 'removed', false],
  ] as const)('end with "%s"', (text, what, late) => {
    const facts = { what, since: at('10:40'), back: at('10:44'), late }
    expect(last([{ n: 2, kind: 'end', at: now, facts }])).toBe(text)
  })

  it('come open ones first, newest first', () => {
    const resolved = { is: 'resolved', at: now, how: 'recovery' } as const
    const incidents = ['1', '2', '3', '4'].map(n =>
      outage({ id: `PR-${n}`, ...(Number(n) % 2 === 0 && { status: resolved }) }),
    )
    expect(see(recordWith({ incidents })).incidents.map(({ id }) => id)).toEqual([
      'PR-3',
      'PR-1',
      'PR-4',
      'PR-2',
    ])
  })

  it('name nobody who acknowledged or closed them', () => {
    const incidents = [outage({ status: { is: 'acknowledged', at: now, by: 'ana' } }, acknowledged)]
    expect(JSON.stringify(see(recordWith({ incidents })))).not.toContain('ana"')
  })

  it('tell the public of an acknowledgement if official', () => {
    const incidents = [outage({ status: { is: 'acknowledged', at: now, by: 'ana' } }, acknowledged)]
    const told = (official: boolean, audience: 'operators' | 'public') => {
      const page = view(serviceWith(`official: ${official}`), recordWith({ incidents }), [], now, {
        audience,
      })
      return [page.incidents[0]?.state, page.incidents[0]?.steps[1]?.text]
    }
    expect(told(false, 'operators')).toEqual(['Abierto: visto por un operador', 'Un operador lo ha visto.'])
    expect(told(false, 'public')).toEqual(['Abierto', undefined])
    expect(told(true, 'public')).toEqual(['Abierto: ya lo saben', 'Ya lo saben y trabajan en ello.'])
  })
})

describe('posts', () => {
  const entry = { notice: 'PR-0001/1', at: at('10:43'), text: 'No funciona la Sede.' }
  const posts = (more: Partial<Ledger>, options?: ViewOptions) =>
    view(service, recordWith(), [ledgerWith(more)], now, options).channels[0]!.posts

  it('show each state of the log, newest first', () => {
    const states = ['sent', 'unclear', 'skipped', 'refused'] as const
    const log = states.map(state => ({ ...entry, state, why: 'porque sí' }))
    expect(posts({ log }).map(({ state }) => state)).toEqual([
      'Rechazado',
      'No publicado',
      'En duda: lo tiene que mirar una persona',
      'Publicado',
    ])
  })

  it('show what is on its way before the log', () => {
    const waiting = {
      notice: 'PR-0002/1',
      incident: 'PR-0002',
      step: 1,
      kind: 'begin',
      text: 'x',
      at: now,
    } as const
    const log = [{ ...entry, state: 'sent', id: '77' } as const]
    expect(posts({ flight, waiting, log }).map(({ state, id }) => [state, id])).toEqual([
      ['Enviándose', undefined],
      ['Espera un sí', undefined],
      ['Publicado', '77'],
    ])
    expect(posts({ flight: { ...flight, state: 'unknown' } })[0]?.state).toBe('En duda: lo estamos buscando')
  })

  it('show the public what was published alone', () => {
    const log = [
      { ...entry, state: 'sent', id: '77', why: 'found' } as const,
      { ...entry, state: 'refused', why: 'secreto' } as const,
    ]
    const [only, ...others] = posts({ flight, log }, { audience: 'public' })
    expect(only).toMatchObject({ state: 'Publicado', id: '77' })
    expect(only).not.toHaveProperty('why')
    expect(others).toEqual([])
  })

  it('come with why the channel takes none', () => {
    const held = (notBefore: number) =>
      view(service, recordWith(), [ledgerWith({ notBefore, why: 'sin crédito' })], now).channels[0]?.held
    expect(held(at('11:00'))).toBe('No envía nada hasta las 11:00: sin crédito')
    expect(held(at('10:30'))).toBeUndefined()
  })

  it('name their channel and its language', () => {
    const names = ['x', 'x.shadow', 'otro'].map(channel => {
      const [one] = view(
        serviceWith('channels: { x: { language: va } }'),
        undefined,
        [ledgerWith({ channel })],
        now,
      ).channels
      return [one?.name, one?.lang]
    })
    expect(names).toEqual([
      ['X', 'ca-valencia'],
      ['X (ensayo: no se publica nada)', 'ca-valencia'],
      ['otro', 'es'],
    ])
  })

  it('of another service stay away', () => {
    expect(view(service, recordWith(), [ledgerWith({ service: 'otro' })], now).channels).toEqual([])
  })
})

describe('who speaks', () => {
  it('is never mistaken for the body itself', () => {
    expect(see(undefined)).toMatchObject({
      title: 'Cómo va la Seguridad Social',
      disclaimer: 'Página automática y no oficial. No la hace la Seguridad Social. Solo informa.',
    })
    expect(view(serviceWith('official: true'), undefined, [], now).disclaimer).toBe(
      'Página oficial. La hace la Seguridad Social.',
    )
  })
})
