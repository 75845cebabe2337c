import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { overviewOf } from '../../lib/console/overview.ts'
import type { Health, ServiceRecord } from '../../lib/incident/record.ts'
import { at, down, now, outage, recordWith, serviceWith, well } from '../page/facts.ts'

const service = serviceWith()
const see = (record: ServiceRecord | undefined) => overviewOf(service, record, now)
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

  it('is no failure for a window to come', () => {
    const by = { by: 'ana', announce: at('08:00') }
    const origin = { is: 'window', from: at('12:00'), to: at('13:00'), ...by } as const
    const record = recordWith({ incidents: [outage({ origin, members: {} })] })
    expect(see(record).summary.text).toBe('Funciona todo lo que miramos.')
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

  it('says in operators’ words what they declared', () => {
    const incident = outage({
      origin: { is: 'declared', what: 'no-appointments', by: 'ana' },
      members: { oficinas: { is: 'down', since: at('09:05'), worst: 'down' } },
    })
    expect(stateOf(recordWith({ incidents: [incident] }), 'oficinas')).toEqual([
      'No dan citas',
      'desde las 9:05',
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
