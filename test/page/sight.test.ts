import { describe, expect, it } from 'vitest'
import type { Health, Incident, ServiceRecord } from '../../lib/incident/record.ts'
import { type Sight, sightsOf } from '../../lib/page/sight.ts'
import { rowsIn } from './reading.ts'
import {
  at,
  downSince,
  factsWith,
  look,
  outage,
  probed,
  recordWith,
  slowSince,
  well,
  window,
} from './site-facts.ts'

const facts = (web: Health, more: Partial<ServiceRecord> = {}, isStale = false) =>
  factsWith({
    isStale,
    record: recordWith({
      components: { ...Object.fromEntries(probed.map(id => [id, well])), web },
      ...more,
    }),
  })

const sight = (...given: Parameters<typeof facts>): Sight | undefined => sightsOf(facts(...given))[0]?.sight

describe('what was seen before nobody looked any more', () => {
  it('has its time if the last look saw it', () => {
    expect(sight(well, {}, true)).toEqual({ is: 'stale', before: { is: 'operational', seen: look } })
    expect(sight(downSince(at('10:40')), {}, true)).toEqual({
      is: 'stale',
      before: { is: 'down', seen: look },
    })
  })

  it('has no time if nobody could see it then', () => {
    const blind: Health = { ...well, blind: at('10:30') }
    expect(sight(blind, {}, true)).toEqual({ is: 'stale', before: { is: 'operational' } })
    expect(rowsIn(facts(blind, {}, true))[0]).toMatch(/ No lo sabemos ahora\. Antes funcionaba\.$/)
  })

  it('has no time if the last look failed', () => {
    const against = { rounds: 1, first: look }
    expect(sight({ ...well, against }, {}, true)).toEqual({ is: 'stale', before: { is: 'operational' } })
  })
})

describe('what operators took back', () => {
  const muted = { web: 0 }
  const bad = downSince(at('10:40'))

  it('is told again neither stale nor blind', () => {
    expect(sight(bad, { muted })).toEqual({ is: 'unsure' })
    expect(sight(bad, { muted }, true)).toEqual({ is: 'unsure' })
    expect(sight({ ...bad, blind: at('10:42') }, { muted })).toEqual({ is: 'unsure' })
  })

  it('is told to work once looks see it', () => {
    expect(sight(well, { muted })).toEqual({ is: 'good' })
  })
})

describe('the beginning of a failure', () => {
  const incidentSince = (since: number): readonly Incident[] => [outage('SS-0042', 'web', since)]

  it('is that of its open incident', () => {
    const incidents = incidentSince(at('10:41'))
    expect(sight(downSince(at('10:40')), { incidents })).toEqual({ is: 'down', since: at('10:41') })
  })

  it('is its own where it got worse later', () => {
    const incidents = incidentSince(at('10:20'))
    expect(sight(downSince(at('10:40')), { incidents })).toEqual({ is: 'down', since: at('10:40') })
  })

  it('is its own outside of every incident', () => {
    expect(sight(slowSince(at('10:40')))).toEqual({ is: 'slow', since: at('10:40') })
  })
})

describe('a closure', () => {
  const until = (...hours: readonly string[]) => ({
    incidents: hours.map((to, n) => window(`SS-005${n}`, at('09:00'), at(to), 'web')),
  })

  it('lasts as long as the last of them', () => {
    expect(sight(well, until('10:00', '13:00'))).toEqual({ is: 'closed', to: at('13:00') })
  })

  it('whose hour is past is told as past', () => {
    expect(rowsIn(facts(well, until('10:00')))[0]).toMatch(
      / El cierre era hasta las 10:00; aún no sabemos si ya funciona\.$/,
    )
    expect(rowsIn(facts(well, until('13:00')))[0]).toMatch(/ Cierre previsto hasta las 13:00\.$/)
  })
})
