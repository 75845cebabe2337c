import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type Json, root } from './synthesized.ts'

const workflows = globSync('.github/workflows/*.yml', { cwd: root }).toSorted()
const textOf = (path: string) => readFileSync(join(root, path), 'utf8')
const jobsOf = (path: string): Json[] => Object.values(parse(textOf(path)).jobs)
const stepsOf = (path: string): Json[] => jobsOf(path).flatMap(job => job.steps)

describe('the workflows', () => {
  it('check, review and deploy', () => {
    expect(workflows.map(path => path.split('/').at(-1))).toEqual([
      'check.yml',
      'dependencies.yml',
      'deploy.yml',
    ])
  })

  it.each(workflows)('in %s say what they may do, end in time and keep no credentials', path => {
    expect(Object.keys(parse(textOf(path)).permissions)).not.toContain('id-token')
    for (const job of jobsOf(path)) expect(job['timeout-minutes']).toBeLessThanOrEqual(60)
    for (const { uses, with: given } of stepsOf(path).filter(one => one.uses)) {
      expect(uses).toMatch(/^[\w-]+\/[\w-]+@(?:v\d+|[0-9a-f]{40})$/)
      if (uses.startsWith('actions/checkout')) expect(given['persist-credentials']).toBe(false)
    }
  })

  it('lend a role to the deployment alone, and hold no key', () => {
    const lent = workflows.filter(path => jobsOf(path).some(job => job.permissions?.['id-token'] === 'write'))
    expect(lent).toEqual(['.github/workflows/deploy.yml'])
    // An address that keeps a dead-man's switch quiet opens nothing of AWS.
    for (const path of workflows)
      expect(textOf(path)).not.toMatch(/secrets\.(?!HEARTBEAT_URL)|AWS_SECRET|ACCESS_KEY/)
  })

  it('put what people typed into no shell', () => {
    for (const { run } of workflows.flatMap(stepsOf).filter(one => one.run)) expect(run).not.toContain('${{')
  })

  it('deploy main through an environment that people protect', () => {
    const [job] = jobsOf('.github/workflows/deploy.yml')
    expect(job.if).toContain('refs/heads/main')
    expect(job.environment).toContain('inputs.stage')
  })
})
