import { describe, expect, it } from 'vitest'
import { type Entry, isWhole } from '../../lib/audit/entry.ts'
import { type Evidence, sealOf } from '../../lib/audit/evidence.ts'
import { stubOf } from '../../lib/audit/hash.ts'
import { concerns } from '../../lib/audit/own.ts'
import { verifyEvidence } from '../../lib/audit/verify-evidence.ts'
import { aService } from '../given.ts'
import { aWorld } from '../publish/world.ts'
import { exported, outage } from './outage.ts'

const copyOf = (evidence: Evidence): Evidence => JSON.parse(JSON.stringify(evidence))
const resealed = (text: string): Evidence => {
  const changed: Evidence = JSON.parse(text)
  return { ...changed, seal: sealOf(changed) }
}

describe('evidence among other incidents', () => {
  const both = async () => {
    const world = await outage()
    await world.rounds('dddd', ['web'])
    await world.publish()
    await world.say({ command: 'ack', incident: 'SS-0002' })
    await world.say({
      command: 'note',
      incident: 'SS-0002',
      text: 'Cosa privada',
      public: false,
    })
    await world.say({ command: 'note', incident: 'SS-0001', text: 'Cosa propia', public: false })
    return world
  }

  it('tells no word of theirs', async () => {
    const evidence = await exported(await both())
    expect(JSON.stringify(evidence)).toContain('Cosa propia')
    expect(JSON.stringify(evidence)).not.toMatch(/Cosa privada/)
    expect(verifyEvidence(copyOf(evidence))).toMatchObject({ is: 'right' })
  })

  it('keeps the place of each of their entries', async () => {
    const { chains } = await exported(await both())
    for (const { from, to, entries } of chains) expect(entries).toHaveLength(to - from + 1)
    const left = chains.flatMap(({ entries }) => entries.filter(entry => !isWhole(entry)))
    expect(left.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['decision', 'command', 'post']))
  })

  it('breaks where an entry of its own is made one of them', async () => {
    const evidence = await exported(await both())
    for (const [place, { chain, entries }] of evidence.chains.entries())
      for (const [index, entry] of entries.entries()) {
        if (!isWhole(entry) || !concerns('SS-0001', entry)) continue
        const other = copyOf(evidence)
        Object.assign(other.chains[place]!, { entries: entries.with(index, stubOf(entry)) })
        const left = { where: `${chain} ${entry.n}`, why: expect.stringContaining('left out') }
        const breaks = expect.arrayContaining([left])
        expect(verifyEvidence({ ...other, seal: sealOf(other) })).toMatchObject({ breaks })
      }
  })

  it('breaks where a round is left out, or a stub says more', async () => {
    const evidence = await exported(await both())
    const text = JSON.stringify(evidence)
    const round = evidence.chains[0]!.entries.find(entry => entry.kind === 'round')
    const hidden = text.replace(JSON.stringify(round), JSON.stringify(stubOf(round as Entry)))
    const more = text.replace('"body":', '"by":"ana","body":')
    for (const other of [hidden, more]) {
      expect(other).not.toBe(text)
      expect(verifyEvidence(resealed(other)).is).toBe('broken')
    }
  })
})

describe('what only the exporter says', () => {
  it('is named, though the seal is made anew', async () => {
    const evidence = await exported(await outage())
    const other = { ...evidence, exportedAt: '2027-01-01T00:00:00.000Z' }
    expect(verifyEvidence({ ...other, seal: sealOf(other) })).toMatchObject({
      is: 'right',
      said: ['service.name', 'service.timeZone', 'exportedAt', 'missing'],
    })
  })

  it('is more where a component joined later', async () => {
    const world = aWorld(aService())
    await world.rounds('ddd')
    await world.rounds('ddd', ['sede', 'web'])
    const found = verifyEvidence(await exported(world))
    expect(found).toMatchObject({ is: 'right', said: expect.arrayContaining(['incident.components']) })
  })
})
