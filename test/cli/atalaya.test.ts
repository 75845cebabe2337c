import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { end, listen } from '../../local/listen.ts'
import { command } from './command.ts'

describe('npm run atalaya', () => {
  let folder = ''
  const atalaya = (...args: string[]) => command('atalaya.ts', args, folder)

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'atalaya-cli-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it.each([
    ['no command', [], /no command/],
    ['an unknown command', ['close', 'SS-0001'], /"close" is no command/],
    ['no incident', ['ack'], /ack needs an incident, such as SS-0001/],
    ['an incident that is none', ['ack', 'ss1'], /"ss1" is no incident/],
    ['two incidents', ['ack', 'SS-0001', 'SS-0002'], /"SS-0002" is too much/],
    ['an incident for status', ['status', 'SS-0001'], /status takes no incident/],
    ['nobody', ['ack', 'SS-0001', '--by', ' '], /--by takes some text/],
    ['another machine', ['status', '--local', 'http://example.org'], /an address of this machine/],
    ['two places', ['status', '--function', 'f', '--data', 'd'], /have no place beside it/],
    ['an unknown flag', ['status', '--force'], /--force/],
  ])('ends 2 at %s', async (_, args, says) => {
    const { code, out, err } = await atalaya(...args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(says)
  })

  it('ends 1 where no run has been', async () => {
    expect(await atalaya('ack', 'SS-0001')).toMatchObject({
      code: 1,
      err: 'no token in .atalaya: start the run first (npm start), or name its directory with --data\n',
    })
  })

  it('ends 1 where no run answers', async () => {
    const gone = createServer()
    const port = await listen(gone, 0)
    await end(gone)
    await writeFile(join(folder, 'token'), 'secret-token\n')

    const { code, err } = await atalaya('status', '--data', '.', '--local', `http://localhost:${port}`)

    expect(code).toBe(1)
    expect(err).toContain(`nothing answers at http://localhost:${port}: start the run (npm start)`)
    expect(err).not.toContain('secret-token')
  })

  it('ends 1 where something else answers', async () => {
    const other = createServer((_, response) => response.end('hello'))
    const port = await listen(other, 0)
    await writeFile(join(folder, 'token'), 'secret-token\n')
    try {
      const { code, err } = await atalaya('status', '--data', '.', '--local', `http://127.0.0.1:${port}`)
      expect(code).toBe(1)
      expect(err).toContain('answers what no Atalaya of this version would')
    } finally {
      await end(other)
    }
  })

  it('checks service files', async () => {
    await writeFile(join(folder, 'bad.yaml'), 'id: 1\n')
    expect(await atalaya('check-config', 'bad.yaml')).toMatchObject({ code: 2 })
  })

  it('explains itself with examples', async () => {
    const { code, out } = await atalaya('--help')
    expect(code).toBe(0)
    expect(out).toContain('npm run atalaya -- ack SS-0001')
  })
})
