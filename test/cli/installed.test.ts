import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { end, listen } from '../../local/listen.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')

/** What `npm pack` makes, put where `npm install` would put it, beside what it depends on and nothing else. */
const install = async (folder: string): Promise<string> => {
  await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: root })
  const modules = join(folder, 'node_modules')
  const here = join(modules, 'atalaya')
  await mkdir(here, { recursive: true })
  const [archive = ''] = (await readdir(folder)).filter(name => name.endsWith('.tgz'))
  await run('tar', ['-xzf', join(folder, archive), '-C', here, '--strip-components=1'])
  const { dependencies, bin } = JSON.parse(await readFile(join(here, 'package.json'), 'utf8'))
  for (const name of Object.keys(dependencies)) {
    await mkdir(dirname(join(modules, name)), { recursive: true })
    await symlink(join(root, 'node_modules', name), join(modules, name))
  }
  return join(here, bin.atalaya)
}

describe('an installed atalaya', () => {
  let folder = ''
  let bin = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'atalaya-installed-'))
    bin = await install(folder)
  })
  afterAll(async () => {
    await rm(folder, { recursive: true })
    await rm(join(root, 'dist'), { recursive: true, force: true })
  })
  const atalaya = (...args: string[]) =>
    run(process.execPath, [bin, ...args], {
      cwd: folder,
      env: {
        PATH: process.env.PATH ?? '',
        AWS_ACCESS_KEY_ID: 'AKIAANA',
        AWS_SECRET_ACCESS_KEY: 'of-ana',
        AWS_REGION: 'eu-west-1',
      },
    })

  it('explains itself', async () => {
    const { stdout, stderr } = await atalaya('--help')
    expect(stdout).toContain('atalaya ack SS-0001')
    expect(stderr).toBe('')
  })

  it('brings the services that it can check', async () => {
    const { stdout } = await atalaya('check-config', 'node_modules/atalaya/services/seguridad-social.yaml')
    expect(stdout).toContain('seguridad-social.yaml: ok')
  })

  it('signs what it says', async () => {
    const signatures: unknown[] = []
    const api = createServer((request, response) => {
      signatures.push(request.headers.authorization)
      response.end(JSON.stringify({ is: 'done', changed: true, text: 'SS-0001 is acknowledged' }))
    })
    const port = await listen(api, 0)
    try {
      const { stdout } = await atalaya('ack', 'SS-0001', '--url', `http://127.0.0.1:${port}`)
      expect(stdout).toBe('SS-0001 is acknowledged\n')
      expect(signatures).toEqual([expect.stringMatching(/^AWS4-HMAC-SHA256 Credential=AKIAANA\//)])
    } finally {
      await end(api)
    }
  })
})
