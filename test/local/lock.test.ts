import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hold } from '../../local/lock.ts'

const holder = (data: string) => {
  const lock = JSON.stringify(new URL('../../local/lock.ts', import.meta.url).href)
  const code = `const { hold } = await import(${lock}); await hold(${JSON.stringify(data)}); console.log('held'); setInterval(() => {}, 1000)`
  return spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

describe('the lock on a data directory', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'atalaya-lock-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('refuses a second run in the same process', async () => {
    const held = await hold(join(folder, 'data'))
    await expect(hold(join(folder, 'data'))).rejects.toMatchObject({ name: 'RunRefused' })
    await held.release()
  })

  it('is free again once it is released', async () => {
    await (await hold(folder)).release()
    await (await hold(folder)).release()
  })

  it('outlives no process, even one killed', async () => {
    const child = holder(folder)
    await once(child.stdout, 'data')
    await expect(hold(folder)).rejects.toThrow(`another run uses ${folder}: stop it first`)

    child.kill('SIGKILL')
    await once(child, 'exit')

    await (await hold(folder)).release()
  })
})
