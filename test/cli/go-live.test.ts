import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Stage, stage } from '../local/stage.ts'
import { command, type Line, type Running, running } from './command.ts'

let on: Stage
let run: Running
let place: readonly string[] = []

const atalaya = (...args: string[]) => command('atalaya.ts', [...args, ...place, '--by', 'ana'], on.folder)
const json = async (...args: string[]) => {
  const { code, out } = await atalaya(...args, '--json')
  return { ...JSON.parse(out), code }
}
const sent = (channel: string, says: string) => (line: Line) =>
  line.kind === 'post' && line.channel === channel && line.state === 'sent' && line.says === says
const posts = () => on.x.posts().map(({ text }) => text)

beforeAll(async () => {
  on = await stage({ channels: { x: { mode: 'shadow' } } })
  const data = join(on.folder, 'data')
  const args = ['--config', on.config, '--data', data, '--port', '0', '--every', '1', '--x-url', on.x.url]
  run = running('start.ts', args, on.folder)
  const url = String((await run.line(({ kind }) => kind === 'ready')).url)
  place = ['--local', url, '--data', data]
  on.sede.be({ is: 'status', status: 503 })
  await run.line(sent('x.shadow', 'begin'))
})
afterAll(async () => {
  await run.kill('SIGTERM')
  await on.end()
})

describe('a run that rehearsed', () => {
  it('shows what going live would mean, and changes nothing', async () => {
    const { code, out } = await atalaya('go-live', '--dry-run')
    expect(code).toBe(0)
    expect(out).toContain('prueba: x only rehearses, as its file says')
    expect(out).toMatch(/rehearsed since[\s\S]*PR-0001\/1 sent[\s\S]*going live tells at once:\n +PR-0001\/1/)
    expect(out).toMatch(/account: @atalaya_local[\s\S]*left today: 100 posts[\s\S]*nothing is missing/)
    expect(posts()).toEqual([])
  })

  it('asks somebody first', async () => {
    const { code, err } = await atalaya('go-live')
    expect(code).toBe(3)
    expect(err).toContain('say --yes')
    expect(await json('status')).toMatchObject({ services: [{ posting: [{ mode: 'shadow' }], modes: {} }] })
  })

  it('stays in rehearsal where X does not take the credentials', async () => {
    on.x.next('unauthorized', { on: 'me' })
    const { code, err } = await atalaya('go-live', '--yes')
    expect(code).toBe(3)
    expect(err).toContain('MISSING: X does not take the credentials (401, unauthorized)')
  })

  it('goes live, and tells the outage of now', async () => {
    expect(await json('go-live', '--yes')).toMatchObject({ code: 0, is: 'done', changed: true })
    await run.line(sent('x', 'begin'))
    expect(posts()).toEqual([expect.stringContaining('PR-0001')])
    expect((await atalaya('status')).out).toMatch(/x tells the public since .* \(ana\)/)
    expect(await json('go-live', '--yes')).toMatchObject({ code: 0, changed: false })
  })

  it('goes back only when nothing is owed', async () => {
    expect(await json('shadow')).toMatchObject({
      code: 3,
      why: expect.stringContaining('owes the end of PR-0001'),
    })
    on.sede.be({ is: 'healthy' })
    await run.line(sent('x', 'end'))
    expect(posts()).toHaveLength(2)
    expect(await json('shadow', '--dry-run')).toMatchObject({ code: 0, changed: true, told: [] })
    expect(await json('shadow')).toMatchObject({ code: 0, changed: true })
  })
})
