import { afterAll, describe, expect, it } from 'vitest'
import { run, start } from './process.ts'

const stopping = new AbortController()
const env = { PATH: process.env['PATH'] }
afterAll(() => stopping.abort())

const means = { env, signal: stopping.signal }

/** Says its own child's pid, and outlives a polite request; so does the child. */
const stubborn = `
  process.on('SIGTERM', () => {})
  const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  console.log(child.pid)
  setInterval(() => {}, 1000)`

const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe('a process that was started', () => {
  it('ends with its code and all its words', async () => {
    const script = `console.log('out'); console.error('err'); process.exitCode = 3`
    expect(await run(process.execPath, ['-e', script], means)).toEqual({
      code: 3,
      out: 'out\n',
      err: 'err\n',
    })
  })

  it('takes what it started along, even unwilling', async () => {
    const running = start(process.execPath, ['-e', stubborn], means)
    await expect.poll(() => running.words(), { timeout: 10_000 }).toMatch(/^\d+\n/)
    const child = Number(running.words())
    expect(lives(child)).toBe(true)
    await running.stop()
    await expect.poll(() => lives(child)).toBe(false)
  })

  it('ends when the whole is interrupted', async () => {
    const interrupted = new AbortController()
    const ended = run(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      env,
      signal: interrupted.signal,
    })
    interrupted.abort(new Error('interrupted'))
    await expect(ended).rejects.toThrow('interrupted')
  })

  it('gets nothing of our own environment', async () => {
    const { out } = await run(process.execPath, ['-e', 'console.log(Object.keys(process.env).join())'], means)
    expect(out).toBe('PATH\n')
  })

  it('is missed by its name where it is not there', async () => {
    await expect(run('no-such-program', [], means)).rejects.toThrow('no-such-program')
  })
})
