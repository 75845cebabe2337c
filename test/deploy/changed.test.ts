import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agents, changedApp } from './changed.ts'

const root = join(import.meta.dirname, '..', '..')
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atalaya-changed-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

// Otherwise nobody hears that its anchors are gone before somebody deploys.
describe('the changed app of test:deploy', () => {
  it('says another name when it looks', async () => {
    const app = await changedApp(folder)
    const [before, after] = await Promise.all(
      [root, app].map(one => readFile(join(one, 'functions', 'user-agent.ts'), 'utf8')),
    )
    expect(before).toContain(agents.before)
    expect(after).toBe(before?.replace(agents.before, agents.after))
    expect(agents.after.startsWith(agents.before)).toBe(false)
  })
})
