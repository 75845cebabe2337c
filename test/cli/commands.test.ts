import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeSeal as seal } from '../../lib/adapters/seal.ts'
import { ackLinks } from '../../lib/operate/links.ts'
import { type Stage, stage } from '../local/stage.ts'
import { command, type Line, type Running, running } from './command.ts'

let on: Stage
let run: Running
let url = ''
let data = ''

const atalaya = (...args: string[]) =>
  command('atalaya.ts', [...args, '--local', url, '--data', data, '--by', 'ana'], on.folder)
/** What a command answers to a program. */
const json = async (...args: string[]) => {
  const { code, out, err } = await atalaya(...args, '--json')
  expect(out.split('\n'), err).toHaveLength(2)
  return { ...JSON.parse(out), code }
}
const is = (kind: string, more: object) => (line: Line) =>
  line.kind === kind && Object.entries(more).every(([name, value]) => line[name] === value)

beforeAll(async () => {
  on = await stage()
  data = join(on.folder, 'data')
  const file = JSON.parse(await readFile(on.config, 'utf8'))
  file.components.push({ id: 'oficinas', name: { es: 'las oficinas del Instituto' }, declared: true })
  file.channels = { x: { mode: 'approve' } }
  await writeFile(on.config, JSON.stringify(file))
  const args = ['--config', on.config, '--data', data, '--port', '0', '--every', '1', '--x-url', on.x.url]
  run = running('start.ts', args, on.folder)
  url = String((await run.line(({ kind }) => kind === 'ready')).url)
})
afterAll(async () => {
  await run.kill('SIGTERM')
  await on.end()
})

const posts = () => on.x.posts().map(post => post.text)

describe('an operator at a terminal', () => {
  it('rehearses before speaking', async () => {
    const args = [
      'open',
      'oficinas',
      '--what',
      'office-closed',
      '--note',
      'Hoy es fiesta en Madrid.',
      '--dry-run',
    ]
    const rehearsed = await json(...args)
    const people = await atalaya(...args)
    expect(rehearsed).toMatchObject({ code: 0, is: 'done', dryRun: true, incident: 'PR-0001' })
    expect(rehearsed.told[0]).toMatchObject({ channel: 'x', notice: 'PR-0001/1', euros: expect.any(Number) })
    expect(people.out).toContain(rehearsed.told[0].text)
    expect(people.out).toContain('a rehearsal: nothing was done')
    expect(await json('incidents')).toMatchObject({ incidents: [] })
  })

  it('approves the words that wait, and no others', async () => {
    on.sede.be({ is: 'status', status: 503 })
    await run.line(is('post', { notice: 'PR-0001/1', state: 'waiting' }))
    const { out } = await atalaya('posts')
    const wrong = await json('approve', 'PR-0001/1', '--text', 'Todo va bien.')
    const { code, err } = await atalaya('approve', 'PR-0001/1')
    await run.line(is('post', { notice: 'PR-0001/1', state: 'sent' }))

    expect(out).toContain('PR-0001/1 on x: waiting')
    expect(wrong).toMatchObject({ is: 'refused', code: 3 })
    expect(code).toBe(0)
    expect(posts()).toEqual([expect.stringMatching(/no funciona.*\(PR-0001\)$/s)])
    expect(err).toContain(`PR-0001/1 on x: ${posts()[0]}`)
  })

  it('says no to what waits', async () => {
    await atalaya('ack', 'PR-0001')
    await run.line(is('post', { notice: 'PR-0001/2', state: 'waiting' }))
    expect(await json('skip', 'PR-0001/2')).toMatchObject({ is: 'done', changed: true })
    await run.line(is('post', { notice: 'PR-0001/2', state: 'skipped' }))
    expect(await json('skip', 'PR-0009/1')).toMatchObject({ is: 'refused', code: 3 })
    expect(await json('rule', 'PR-0001/1', 'landed')).toMatchObject({ is: 'refused', code: 3 })
    expect(posts()).toHaveLength(1)
  })

  it('opens what no probe sees, which needs no other yes', async () => {
    expect(await json('open', 'oficinas', '--what', 'office-closed')).toMatchObject({ changed: true })
    await run.line(is('post', { notice: 'PR-0002/1', state: 'sent' }))
    expect(posts().at(-1)).toMatch(/oficinas.*\(PR-0002\)$/s)
  })

  it('reads of one incident all there is', async () => {
    await atalaya('note', 'PR-0002', 'lo mira sistemas')
    const { out } = await atalaya('show', 'PR-0002')
    for (const part of [
      /PR-0002 open: oficinas/,
      /declared by ana/,
      /note of ana.*lo mira sistemas/,
      /on x: sent/,
    ])
      expect(out).toMatch(part)
  })

  it('stops the posting and lets it go on', async () => {
    expect((await atalaya('hold', '--why', 'hablamos antes con prensa')).out).toMatch(
      /^every channel is held/,
    )
    expect((await atalaya('status')).out).toMatch(/HELD: every channel since .* by ana: hablamos antes/)
    expect((await atalaya('release')).out).toMatch(/^every channel is released/)
    expect((await atalaya('status')).out).not.toContain('HELD')
  })

  it('plans maintenance by the clock of the service', async () => {
    const times = ['--from', '2027-01-15 02:00', '--to', '2027-01-15 06:00']
    const asked = ['maintenance', 'plan', '--component', 'sede', '--component', 'oficinas', ...times]
    const planned = await json(...asked, '--announce', '2d')
    expect(planned).toMatchObject({ is: 'done', changed: true })
    const { incidents } = await json('maintenance', 'list')
    expect(incidents).toMatchObject([
      {
        id: planned.incident,
        origin: {
          from: Date.parse('2027-01-15T01:00:00Z'),
          to: Date.parse('2027-01-15T05:00:00Z'),
          announce: Date.parse('2027-01-13T01:00:00Z'),
        },
      },
    ])
    expect(await json('maintenance', 'cancel', planned.incident)).toMatchObject({ is: 'done', changed: true })
    expect(await json(...asked.with(7, '2027-02-30 02:00'))).toMatchObject({ is: 'invalid', code: 2 })
  })

  it('says no words that no channel may carry', async () => {
    const { code, err } = await atalaya('notice', 'Llama a ana@example.org hoy.', '--source', 'el Instituto')
    expect(code).toBe(3)
    expect(err).toMatch(/\n.*ana@example\.org.*\n +\^+/)
  })

  it('acknowledges with one tap, once', async () => {
    const keys = JSON.parse(await readFile(join(data, 'link-keys.json'), 'utf8'))
    const link = ackLinks({ seal, keys, url }, Date.now())('prueba', 'PR-0002', 'first') ?? ''
    const asked = async (method: string) => {
      const response = await fetch(link, { method })
      return [response.status, /<h1>(.*)<\/h1>/.exec(await response.text())?.[1]]
    }
    expect(await asked('HEAD')).toEqual([404, undefined])
    expect(await asked('GET')).toEqual([200, '¿Lo sabéis ya?'])
    expect(await asked('POST')).toEqual([200, 'Hecho: queda apuntado.'])
    expect(await asked('POST')).toEqual([200, 'Ya está apuntado.'])
    expect((await atalaya('incidents')).out).toMatch(/PR-0002 acknowledged by enlace:first: oficinas/)
  })

  it('opens the view by a link, in the name of who asked', async () => {
    const people = await atalaya('console')
    const [link = ''] = people.out.split('\n')
    expect(link).toMatch(new RegExp(`^${url}/operate/session/\\S+$`))
    const cookie = (await fetch(link)).headers.get('set-cookie')?.split(';')[0] ?? ''
    expect(await (await fetch(`${url}/operate`, { headers: { cookie } })).text()).toContain('Eres ana')
    expect(await json('console')).toMatchObject({ code: 0, is: 'entry', url: expect.stringContaining(url) })
  })

  it('ends what was opened, and takes it for no news twice', async () => {
    expect(await json('resolve', 'PR-0002')).toMatchObject({ is: 'done', changed: true })
    expect(await json('resolve', 'PR-0002')).toMatchObject({ is: 'refused', code: 3 })
    expect((await json('incidents', '--all')).incidents[0]).toMatchObject({ status: { is: 'resolved' } })
  })
})
