import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { JournalLine } from '../../lib/ports.ts'
import { synthesized } from '../../local/synth.ts'
import { begin, endsRound, lendTemplate, type Play, type Stage, sent, stage } from './stage.ts'

const soon = 12_000
const home = '127.0.0.1'
const west = '127.0.0.2'
const central = '127.0.0.3'
const failing = { is: 'status', status: 503 } as const

describe('a run with two other vantages', () => {
  let on: Stage
  let play: Play | undefined
  const open = async (name: string) => {
    await lendTemplate(join(on.folder, 'made'), join(on.folder, name))
    play = await begin(on, join(on.folder, name))
    return play
  }
  const rounds = async ({ told }: Play, count: number) => {
    for (let n = 1; n <= count; n++) await told.next(`round ${n}`, endsRound, soon)
  }
  const verdicts = (lines: readonly JournalLine[]) => lines.filter(line => line.voices !== undefined)

  beforeAll(async () => {
    on = await stage({ vantages: ['eu-central-1', 'eu-west-1'] })
    const data = join(on.folder, 'made')
    await mkdir(data)
    await synthesized(on.config, data, new AbortController().signal)
  }, 120_000)
  afterEach(async () => {
    await play?.started.close()
    on.sede.be({ is: 'healthy' })
    on.control.be({ is: 'healthy' })
  })
  afterAll(() => on.end())

  it('asks nobody while home sees all well', async () => {
    await rounds(await open('well'), 2)
    expect(new Set(on.sede.visits.map(({ address }) => address))).toEqual(new Set([home]))
  })

  it('tells nothing that only home sees', async () => {
    on.sede.be(failing, home)
    const alone = await open('alone')
    await rounds(alone, 4)
    expect(on.sede.visits.map(({ address }) => address)).toEqual(
      expect.arrayContaining([home, west, central]),
    )
    expect(verdicts(alone.lines)[0]).toMatchObject({
      outcome: 'up',
      reason: 'overruled-up',
      voices: { local: 'down', 'eu-central-1': 'up', 'eu-west-1': 'up' },
    })
    expect(alone.lines.filter(({ kind }) => kind === 'incident')).toEqual([])
    expect(on.x.posts()).toEqual([])
  })

  it('tells what one of the two sees as well', async () => {
    on.sede.be(failing, home)
    on.sede.be(failing, central)
    const { told, lines } = await open('two')
    await told.next('begin', sent('begin'), soon)
    expect(verdicts(lines)[0]).toMatchObject({ outcome: 'down', reason: 'status-503' })
    expect(lines.filter(({ kind }) => kind === 'alarm')).toEqual([])
  })

  it('lets home decide alone where the others are blind', async () => {
    on.sede.be(failing, home)
    on.control.be({ is: 'reset', in: 'request' }, west)
    on.control.be({ is: 'reset', in: 'request' }, central)
    const { told, lines } = await open('blind')
    await told.next('begin', sent('begin'), soon)
    expect(verdicts(lines)[0]).toMatchObject({
      outcome: 'down',
      voices: { local: 'down', 'eu-central-1': 'blind', 'eu-west-1': 'blind' },
    })
  })
})
