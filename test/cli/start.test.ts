import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { end, listen } from '../../local/listen.ts'
import { command } from './command.ts'

const shipped = join(import.meta.dirname, '../../services/seguridad-social.yaml')

describe('npm start', () => {
  let folder = ''
  const start = (args: string[], env = {}) => command('start.ts', args, folder, env)

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'atalaya-start-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it.each([
    ['an unknown flag', ['--verbose'], /--verbose/],
    ['a word too much', ['now'], /"now" is no option/],
    ['a flag without its value', ['--port'], /--port/],
    ['a port that is none', ['--port', '99999'], /--port takes a whole number from 0 to 65535, not "99999"/],
    ['a round without a length', ['--every', '0'], /--every takes a whole number from 1 to 3600/],
    ['half a second', ['--every', '0.5'], /--every/],
    ['an X that is no address', ['--x-url', 'localhost:80'], /--x-url takes an address/],
    ['the real X as a stand-in', ['--x-url', 'https://api.x.com'], /the real X needs --live/],
    ['two places for posts', ['--live', '--x-url', 'http://127.0.0.1:1'], /exclude each other/],
    ['no name for the data', ['--data', ''], /--data takes a directory/],
    ['a file for the data', ['--data', shipped], /--data takes a directory/],
    ['a service file that is not there', ['--config', 'gone.yaml'], /gone\.yaml.*no such file/],
  ])('ends 2 at %s and writes nothing', async (_, args, says) => {
    const { code, out, err } = await start(args)

    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(says)
    expect(await readdir(folder)).toEqual([])
  })

  it('ends 2 at a bad service file and writes nothing', async () => {
    await writeFile(join(folder, 'bad.yaml'), 'id: x\ncode: XX\nname: { es: "el Ejemplo" }\ncomponent: []\n')

    const { code, err } = await start(['--config', 'bad.yaml'])

    expect(code).toBe(2)
    expect(err).toMatch(/bad\.yaml.*component/)
    expect(await readdir(folder)).toEqual(['bad.yaml'])
  })

  it('names what is missing for the real X', async () => {
    const { code, err } = await start(['--live'], { X_APP_KEY: 'a', X_ACCESS_TOKEN: 'b' })

    expect(code).toBe(2)
    expect(err).toContain('X_APP_SECRET, X_ACCESS_SECRET')
    expect(err).not.toContain('X_APP_KEY,')
    expect(await readdir(folder)).toEqual([])
  })

  it('ends 2 at webhooks that are none, and shows nothing of them', async () => {
    const hooks = '[{"kind":"slack","url":"ftp://hooks.example/s3cr3t"}]'
    const { code, out, err } = await start([], { ATALAYA_WEBHOOKS: hooks })

    expect(code).toBe(2)
    expect(err).toContain('ATALAYA_WEBHOOKS is not what docs/alerts.md shows')
    expect(`${out}${err}`).not.toContain('s3cr3t')
    expect(await readdir(folder)).toEqual([])
  })

  it('ends 1 at a port in use and says what to do', async () => {
    const other = createServer()
    const port = await listen(other, 0)
    try {
      const { code, err } = await start(['--port', String(port)])
      expect(code).toBe(1)
      expect(err).toContain(`port ${port} is in use: choose another with --port`)
    } finally {
      await end(other)
    }
  })

  it('explains itself', async () => {
    const { code, out } = await start(['--help'])
    expect(code).toBe(0)
    for (const flag of ['--config', '--data', '--port', '--x-url', '--every', '--live', '--json'])
      expect(out).toContain(flag)
  })
})
