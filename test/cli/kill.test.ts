import { watch } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Stage, stage } from '../local/stage.ts'
import { command, type Line, type Running, running } from './command.ts'

const isReady = (line: Line) => line.kind === 'ready'
const isSent = (says: string) => (line: Line) =>
  line.kind === 'post' && line.state === 'sent' && line.says === says

/** The first name that begins so, once it is there. */
const appears = async (folder: string, prefix: string): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const watching = watch(folder, (_, name) => {
    if (name?.startsWith(prefix)) resolve()
  })
  await promise
  watching.close()
}

describe('a run that is killed', () => {
  let on: Stage
  let data = ''
  let run: Running | undefined
  const start = () => {
    const args = ['--config', on.config, '--data', data, '--port', '0', '--every', '1', '--x-url', on.x.url]
    run = running('start.ts', args, on.folder)
    return run
  }

  beforeAll(async () => {
    on = await stage()
    data = join(on.folder, 'data')
    await mkdir(data)
  })
  afterEach(async () => void (await run?.kill('SIGKILL')))
  afterAll(() => on.end())

  it('starts anew after a kill in the synthesis', async () => {
    const begun = appears(data, 'synth-')
    const killed = start()
    await begun
    await killed.kill('SIGKILL')

    await start().line(isReady)
  })

  it('synthesizes again where the kept template is broken', async () => {
    await writeFile(join(data, 'template.json'), '{"key":"')
    await start().line(isReady)
    expect(JSON.parse(await readFile(join(data, 'template.json'), 'utf8'))).toHaveProperty('template')
  })

  it('goes on with its outage and repeats no post', async () => {
    on.sede.be({ is: 'status', status: 503 })
    const first = start()
    await first.line(isSent('begin'))
    await first.kill('SIGKILL')

    const second = start()
    const { url } = await second.line(isReady)
    const again = await command('start.ts', ['--config', on.config, '--data', data, '--port', '0'], on.folder)
    const ack = ['ack', 'PR-0001', '--local', String(url), '--data', data, '--by', 'ana']
    const said = await command('atalaya.ts', ack, on.folder)
    const repeated = await command('atalaya.ts', [...ack, '--json'], on.folder)
    const wrong = await command('atalaya.ts', ['ack', 'PR-0009', ...ack.slice(2)], on.folder)
    await second.line(isSent('update'))
    on.sede.be({ is: 'healthy' })
    await second.line(isSent('end'))

    expect(again).toMatchObject({ code: 1, err: expect.stringContaining('another run uses') })
    expect(said).toMatchObject({ code: 0, out: 'PR-0001 is acknowledged\n' })
    expect(repeated.code).toBe(0)
    expect(JSON.parse(repeated.out)).toMatchObject({ is: 'done', changed: false })
    expect(wrong).toMatchObject({ code: 3, err: expect.stringContaining('refused: PR-0009') })
    expect(on.x.posts().map(post => post.text)).toEqual([
      expect.stringContaining('no funciona'),
      expect.stringContaining('ya lo saben'),
      expect.stringContaining('Ya funciona'),
    ])
  })

  it('ends cleanly when it is asked to', async () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      const asked = start()
      await asked.line(isReady)
      expect(await asked.kill(signal)).toBe(0)
    }
  })

  it('gives machines one object a line', async () => {
    const { line, lines } = start()
    await line(one => one.kind === 'check')
    for (const one of lines)
      expect(one).toMatchObject({ at: expect.stringMatching(/^\d{4}-.*Z$/), kind: expect.any(String) })
  })
})
