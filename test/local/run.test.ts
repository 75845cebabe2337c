import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { localOperator } from '../../cli/operator.ts'
import type { JournalLine } from '../../lib/ports.ts'
import { begin, endsRound, lendTemplate, type Play, type Stage, sent, stage } from './stage.ts'

const order = { command: 'ack', incident: 'PR-0001', by: 'ana' } as const
const soon = 12_000

describe('a whole run on one machine', () => {
  let on: Stage
  let play: Play | undefined
  const heardSoFar: JournalLine[] = []
  const open = async (name: string) => {
    play = await begin(on, join(on.folder, name))
    return play
  }
  const said = () => on.x.posts().map(post => post.text)

  beforeAll(async () => {
    on = await stage()
  })
  afterEach(async () => {
    await play?.started.close()
    heardSoFar.push(...(play?.lines ?? []))
  })
  afterAll(() => on.end())

  it('tells an outage, its acknowledgement and its end', async () => {
    const { told, started, lines } = await open('story')
    const data = join(on.folder, 'story')
    const operator = localOperator(started.url, data)

    on.sede.be({ is: 'status', status: 503 })
    await told.next('begin', sent('begin'), soon)
    const known = told.next('update', sent('update'), soon)
    expect(await operator({ ...order, request: 'r1' })).toMatchObject({ is: 'done', changed: true })
    expect(await operator({ ...order, request: 'r2' })).toMatchObject({ is: 'done', changed: false })
    await known
    on.sede.be({ is: 'healthy' })
    await told.next('end', sent('end'), soon)
    await told.next('one more round', endsRound, soon)

    expect(said()).toEqual([
      expect.stringMatching(/la Sede del Instituto no funciona .*\(PR-0001\)/is),
      expect.stringMatching(/ya lo saben .*\(PR-0001\)/is),
      expect.stringMatching(/ya funciona la Sede del Instituto.*\(PR-0001\)/is),
    ])
    expect(lines.filter(line => line.kind === 'fault' || line.kind === 'alarm')).toEqual([])
  })

  it('refuses commands that make no sense any more', async () => {
    await lendTemplate(join(on.folder, 'story'), join(on.folder, 'quiet'))
    const { started } = await open('quiet')
    const operator = localOperator(started.url, join(on.folder, 'quiet'))

    expect(await operator({ ...order, request: 'r1' })).toMatchObject({ is: 'refused' })
    expect(await operator({ command: 'status', request: 'r2', by: 'ana' })).toMatchObject({ is: 'status' })
  })

  it('shows the page and the status', async () => {
    const { told, started } = await open('story')
    await told.next('a round', endsRound, soon)

    const page = await (await fetch(started.url)).text()
    const status = await (await fetch(`${started.url}/api/status`)).json()

    expect(page).toContain('PR-0001')
    expect(status).toMatchObject({
      service: 'prueba',
      record: { components: { sede: { is: 'operational' } } },
      ledgers: [{ channel: 'x', told: { 'PR-0001': { is: 'up' } } }],
    })
  })

  it('is blind and posts nothing while the controls fail', async () => {
    const before = said()
    await lendTemplate(join(on.folder, 'story'), join(on.folder, 'offline'))
    on.sede.be({ is: 'reset', in: 'request' })
    on.control.be({ is: 'reset', in: 'request' })
    const { told, lines } = await open('offline')
    for (const nth of [1, 2, 3, 4]) await told.next(`round ${nth}`, endsRound, soon)

    expect(lines.filter(endsRound).map(line => line.why)).not.toContain(undefined)
    expect(lines.filter(line => line.kind === 'blind')[0]).toMatchObject({
      why: 'controls-failing',
      controls: { bad: 1, of: 1 },
    })
    expect(said()).toEqual(before)
  })

  it('keeps secrets out of its journal and its status', async () => {
    const { started } = await open('story')
    const token = (await readFile(join(on.folder, 'story', 'token'), 'utf8')).trim()
    const status = await (await fetch(`${started.url}/api/status`)).text()
    const heard = `${JSON.stringify(heardSoFar)}${status}`

    expect(heard).toContain('Ya funciona')
    for (const secret of [token, 'stand-in-app-secret', 'stand-in-access-secret', 'OAuth'])
      expect(heard).not.toContain(secret)
  })

  it('refuses a second run on the same data', async () => {
    await open('story')
    await expect(begin(on, join(on.folder, 'story'))).rejects.toMatchObject({ name: 'RunRefused' })
  })
})
