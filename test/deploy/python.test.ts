import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Unavailable } from './failure.ts'
import { installPackages } from './python.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atalaya-python-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the packages of test:deploy', () => {
  it('cannot be had where there is no Python', async () => {
    const nothing = { PATH: folder }
    const installed = installPackages(folder, new AbortController().signal, nothing)
    await expect(installed).rejects.toThrow(Unavailable)
    await expect(installed).rejects.toThrow('no Python 3.11 or newer')
  })

  it('are each pinned to one version', async () => {
    const text = await readFile(join(import.meta.dirname, 'requirements.txt'), 'utf8')
    const lines = text.split('\n').filter(line => line !== '' && !line.startsWith('#'))
    expect(lines.length).toBeGreaterThan(2)
    for (const line of lines) expect(line).toMatch(/^[\w.-]+==[\w.]+$/)
  })
})
