import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../lib/audit/evidence.ts'
import { sealOf } from '../../lib/audit/evidence.ts'
import { exportIncident } from '../../lib/audit/export.ts'
import { verifyEvidence } from '../../lib/audit/verify-evidence.ts'
import { aService, minute } from '../given.ts'
import { aWorld } from '../publish/world.ts'
import { exported, outage } from './outage.ts'

const hour = 60 * minute

const copyOf = (evidence: Evidence): Evidence => JSON.parse(JSON.stringify(evidence))

describe('evidence of an incident', () => {
  it('is what it was exported as', async () => {
    const evidence = await exported(await outage())
    expect(verifyEvidence(evidence)).toMatchObject({ is: 'right' })
    expect(verifyEvidence(copyOf(evidence))).toMatchObject({ is: 'right', evidence: copyOf(evidence) })
  })

  it('tells when a component could not be reached, and from where', async () => {
    const { unreachable, unseen, slow } = await exported(await outage())
    const span = { component: 'sede', vantages: { home: 3 }, reasons: [] }
    expect(unreachable).toEqual([
      { ...span, from: '2026-11-21T10:02:56.000Z', to: '2026-11-21T10:04:56.000Z', rounds: 3 },
      {
        ...span,
        from: '2026-11-21T10:06:56.000Z',
        to: '2026-11-21T10:06:56.000Z',
        rounds: 1,
        vantages: { home: 1 },
      },
    ])
    expect(unseen).toMatchObject([{ component: 'sede', from: '2026-11-21T10:05:56.000Z', rounds: 1 }])
    expect(slow).toEqual([])
  })

  it('tells its steps, posts and commands', async () => {
    const { steps, posts, commands } = await exported(await outage())
    expect(steps.map(({ step }) => step.kind)).toEqual(['begin', 'update', 'end'])
    expect(posts.map(({ channel, notice, state }) => [channel, notice, state].join(' '))).toEqual([
      'x SS-0001/1 sending',
      'x SS-0001/1 sent',
      'x SS-0001/3 sending',
      'x SS-0001/3 sent',
    ])
    expect(commands).toMatchObject([{ command: 'ack', by: 'ana', asked: { incident: 'SS-0001' } }])
  })

  it('tells of no other incident', async () => {
    const world = await outage()
    world.wait(2 * hour)
    await world.rounds('dddd', ['web'])
    await world.publish()
    await world.say({ command: 'ack', incident: 'SS-0002' })
    const first = await exported(world)
    expect(first.unreachable.map(({ component }) => component)).toEqual(['sede', 'sede'])
    expect(first.posts.every(({ notice }) => notice.startsWith('SS-0001/'))).toBe(true)
    const second = await exported(world, 'SS-0002')
    expect(second.unreachable).toMatchObject([{ component: 'web', rounds: 4 }])
    expect(second.commands).toHaveLength(1)
    expect(verifyEvidence(second)).toMatchObject({ is: 'right' })
  })

  it('is of an incident that is still open', async () => {
    const world = aWorld(aService())
    await world.rounds('ddddd')
    const { incident, unreachable } = await exported(world)
    expect(incident).toMatchObject({ id: 'SS-0001', components: { sede: 'la Sede Electrónica' } })
    expect(incident.status).toEqual({ is: 'open' })
    expect(unreachable).toMatchObject([{ rounds: 5 }])
  })

  it('is the same long after the incident was archived', async () => {
    const world = await outage()
    const before = await exported(world)
    world.wait(30 * hour)
    for (let n = 0; n < 60; n++) {
      await world.rounds('du', ['web'])
      world.wait(hour)
    }
    expect((await world.record()).incidents).toEqual([])
    const after = await exported(world)
    for (const part of ['unreachable', 'unseen', 'steps', 'posts', 'commands'] as const)
      expect(after[part]).toEqual(before[part])
    expect(after.chains.map(({ chain, to }) => [chain, to])).toMatchObject([
      ['record', expect.any(Number)],
      ['x', 4],
    ])
    expect(after.chains[0]!.to).toBeLessThan(25)
    expect(verifyEvidence(after)).toMatchObject({ is: 'right' })
  })

  it('has a window, from its planning long before', async () => {
    const world = aWorld(aService())
    const from = world.clock.now() + 20 * hour
    await world.say({ command: 'plan', components: ['sede'], from, to: from + hour, announce: from - hour })
    for (let n = 0; n < 21 * 2; n++) {
      await world.rounds('d', ['web'])
      await world.rounds(n >= 39 ? 'd' : 'u')
      world.wait(28 * minute)
    }
    const windowed = await exported(world)
    expect(windowed.commands[0]).toMatchObject({ command: 'plan', n: 1 })
    expect(windowed.steps.length).toBeGreaterThan(0)
    expect(verifyEvidence(windowed)).toMatchObject({ is: 'right' })
  })

  it('is absent for an incident that never was', async () => {
    const world = await outage()
    expect(await exportIncident(world.store, world.service, 'SS-0099', 0)).toBeUndefined()
  })

  it('says that there is no log of what came before it', async () => {
    const world = await outage()
    const { trail: _, ...old } = await world.record()
    await world.store.writeRecord({ ...old, version: old.version + 1 })
    const evidence = await exported(world)
    expect(evidence.chains.map(({ chain }) => chain)).toEqual(['x'])
    expect(evidence).toMatchObject({ unreachable: [], steps: [], incident: { status: { is: 'resolved' } } })
    expect(verifyEvidence(evidence)).toMatchObject({ is: 'right' })
  })

  it('shows where a part of the log is gone', async () => {
    const world = await outage()
    const store = {
      ...world.store,
      readTrail: async (...span: Parameters<typeof world.store.readTrail>) =>
        (await world.store.readTrail(...span)).filter(({ n }) => n !== 2),
    }
    const evidence = await exportIncident(store, world.service, 'SS-0001', world.clock.now())
    expect(verifyEvidence(evidence)).toMatchObject({
      is: 'broken',
      breaks: [{ where: 'record 2' }],
    })
  })
})

describe('evidence that was tampered with', async () => {
  const evidence = await exported(await outage())
  const sealed = (tampered: Evidence): Evidence => ({ ...tampered, seal: sealOf(tampered) })

  it('is never right, whatever letter was changed', () => {
    const text = JSON.stringify(evidence)
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, letter) => {
        const tampered = `${text.slice(0, at)}${letter}${text.slice(at + 1)}`
        fc.pre(!isSame(tampered, text))
        expect(isRight(tampered)).toBe(false)
      }),
      { numRuns: 600 },
    )
  })

  it('is broken where an entry says something else', () => {
    const other = copyOf(evidence)
    Object.assign(other.chains[0]!.entries[1]!, { at: '2026-11-21T10:03:00.000Z' })
    expect(verifyEvidence(sealed(other))).toMatchObject({ is: 'broken', breaks: [{ where: 'record 2' }] })
  })

  it.each(['unreachable', 'unseen', 'steps', 'posts', 'commands'] as const)(
    'is broken where %s are not those of its log',
    part => {
      const other = sealed({ ...copyOf(evidence), [part]: evidence[part].slice(1) })
      expect(verifyEvidence(other)).toMatchObject({ is: 'broken', breaks: [{ where: part }] })
    },
  )

  it.each([
    ['status', { status: { is: 'open' } }],
    ['components', { components: { sede: 'otra' } }],
    ['components', { components: {} }],
  ])('is broken where its %s is not that of the log, sealed or not', (part, changed) => {
    const other = sealed({ ...evidence, incident: { ...evidence.incident, ...changed } })
    expect(verifyEvidence(other)).toMatchObject({
      is: 'broken',
      breaks: expect.arrayContaining([expect.objectContaining({ where: `incident.${part}` })]),
    })
  })

  it('is broken as that of another service, sealed or not', () => {
    const other = sealed({ ...evidence, service: { ...evidence.service, id: 'hacienda' } })
    expect(verifyEvidence(other)).toMatchObject({
      is: 'broken',
      breaks: [{ where: 'record 1' }, { where: 'x 1' }],
    })
  })

  it('is broken where another time or name was put in', () => {
    for (const other of [
      { exportedAt: '2027-01-01T00:00:00.000Z' },
      { service: { ...evidence.service, name: 'otra' } },
    ])
      expect(verifyEvidence({ ...evidence, ...other })).toMatchObject({
        is: 'broken',
        breaks: [{ where: 'seal' }],
      })
  })

  it.each(['__proto__', 'constructor', 'more'])('is broken where an entry has a field %s more', key => {
    const text = JSON.stringify(evidence).replace('"kind":"round"', `"${key}":{"a":1},"kind":"round"`)
    expect(verifyEvidence(JSON.parse(text))).toMatchObject({ is: 'broken', breaks: [{ where: 'record 1' }] })
    const outside = JSON.stringify(evidence).replace('"schema":1', `"${key}":{"a":1},"schema":1`)
    expect(verifyEvidence(JSON.parse(outside))).toMatchObject({ is: 'broken', breaks: [{ where: 'seal' }] })
  })

  it('is broken at both chains, if both are', () => {
    const other = copyOf(evidence)
    for (const { entries } of other.chains) Object.assign(entries[0]!, { n: 99 })
    expect(verifyEvidence(other)).toMatchObject({
      breaks: [{ where: 'record 1' }, { where: 'x 1' }],
    })
  })

  it.each([
    ['nothing', undefined],
    ['a list', []],
    ['another schema', { ...evidence, schema: 2 }],
    ['a chain without a head', { ...evidence, chains: [{ chain: 'record', from: 1, to: 0, entries: [] }] }],
  ])('is foreign as %s', (_, stored) => {
    expect(verifyEvidence(stored)).toMatchObject({ is: 'foreign' })
  })

  it('is foreign where it is nested to break its reader', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`)
    expect(verifyEvidence({ ...evidence, posts: deep })).toMatchObject({ is: 'foreign' })
  })
})

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
const isRight = (text: string): boolean => verifyEvidence(parsed(text)).is === 'right'
const isSame = (a: string, b: string): boolean => JSON.stringify(parsed(a)) === b
