import { describe, expect, it } from 'vitest'
import type { Sight } from '../../lib/check/check.ts'
import { lookAround } from '../../lib/check/round.ts'
import type { Target } from '../../lib/service/service.ts'
import { fakeClock, fakeJournal } from '../fakes.ts'
import { eleven } from '../given.ts'
import { answered, failed, serviceOf, unmarked } from './targets.ts'

const sede = 'https://sede.example/'
const control = 'https://control.example/'
const service = serviceOf(
  [
    {
      id: 'sede',
      name: { es: 'la Sede' },
      targets: [{ url: sede, expect: { contains: ['/wps/portal/'] } }],
    },
  ],
  { controls: [control] },
)

/** One round in which the sede and the control are seen so. */
const seeing = async (site: Sight, other: Sight = answered({ status: 302 })) => {
  const journal = fakeJournal()
  const asked: Target[] = []
  const prober = {
    look: async (target: Target) => {
      asked.push(target)
      return target.url === control ? other : site
    },
  }
  const ports = { prober, clock: fakeClock(eleven), journal }
  const seen = await lookAround(ports, service, { vantage: 'home', budget: 50_000 })
  return { seen, asked, lines: journal.lines, controls: asked.filter(({ url }) => url === control) }
}

describe('a look at a control', () => {
  it('expects nothing of the page, and waits five seconds', async () => {
    const { controls } = await seeing(unmarked())
    expect(controls).toEqual([
      {
        url: control,
        headers: {},
        expect: { status: [200], contains: [] },
        timeout: 5_000,
        slow: 5_000,
        partial: false,
      },
    ])
  })

  it.each<[string, Sight, string, string]>([
    ['that answers', answered({ status: 302 }), 'up', 'status-302'],
    ['that fails', answered({ status: 502 }), 'down', 'status-502'],
    ['that is not reached', failed('ECONNREFUSED'), 'down', 'refused'],
  ])('%s has a line of its own', async (_, sight, outcome, reason) => {
    const { lines } = await seeing(unmarked(), sight)
    expect(lines.find(({ component }) => component === 'control')).toMatchObject({
      kind: 'check',
      service: service.id,
      target: control,
      outcome,
      reason,
      look: 1,
      vantage: 'home',
      phases: sight.phases,
    })
  })

  it('says nothing more where it is good', async () => {
    const { lines, seen } = await seeing(unmarked())
    expect(lines.map(({ kind }) => kind)).not.toContain('blind')
    expect(seen).not.toHaveProperty('blind')
  })
})

describe('the controls are asked', () => {
  it.each<[string, Sight, number]>([
    ['where a name could not be looked up', failed('EREFUSED', 'dns'), 1],
    ['where no connection came about', failed('ENETUNREACH', 'tcp'), 1],
    ['not where TLS failed', failed('EPROTO', 'tls'), 0],
    ['not where a page refuses us', answered({ status: 403 }), 0],
    ['not where all is well', answered(), 0],
  ])('%s', async (_, site, times) => {
    expect((await seeing(site)).controls).toHaveLength(times)
  })
})

describe('a look', () => {
  it('tells when the certificate expires, if it saw one', async () => {
    const expires = eleven + 86_400_000
    const { seen } = await seeing({ ...answered(), certificateExpires: expires })
    expect(seen.checks).toMatchObject([{ certificateExpires: expires }])
    expect((await seeing(answered())).seen.checks[0]).not.toHaveProperty('certificateExpires')
  })
})
