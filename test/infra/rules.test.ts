import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import { afterAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../infra/build.ts'
import { checkRules } from '../../infra/rules.ts'
import { shipped } from './synthesized.ts'

const folder = mkdtempSync(join(tmpdir(), 'atalaya-rules-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const build = (name: string, more: Readonly<Record<string, unknown>> = {}) => {
  const outdir = join(folder, name)
  const context = { config: [shipped], 'aws:cdk:bundling-stacks': [], ...more }
  const built = buildApp({ outdir, context })
  checkRules(built.app)
  return { ...built, outdir }
}
const reportOf = (outdir: string) =>
  JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')).pluginReports[0]

describe('the rules of AWS Solutions', () => {
  const { app, outdir } = build('clean')
  app.synth()
  const report = reportOf(outdir)

  it('finds nothing in the whole stack', () => {
    expect(report).toMatchObject({ pluginName: 'AwsSolutions', conclusion: 'success', violations: [] })
  })

  it('acknowledges few rules, each with its reason', () => {
    const acknowledged = report.suppressedViolations as { ruleName: string; reason: string }[]
    const rules = new Set(acknowledged.map(one => one.ruleName))
    expect([...rules].sort()).toEqual([
      'AwsSolutions-APIG4',
      'AwsSolutions-CFR1',
      'AwsSolutions-CFR2',
      'AwsSolutions-CFR3',
      'AwsSolutions-CFR4',
      'AwsSolutions-IAM5[Resource::<PageFilesBucketF0BFE1B6.Arn>/*]',
      'AwsSolutions-S1',
      'AwsSolutions-SMG4',
      'AwsSolutions-SQS3',
    ])
    for (const { reason } of acknowledged) expect(reason.split(' ').length).toBeGreaterThan(8)
  })

  it('acknowledges one more for traces, and only where they are wanted', () => {
    const traced = build('traced', { traces: true, dashboard: true })
    traced.app.synth()
    const found = reportOf(traced.outdir)
    expect(found).toMatchObject({ conclusion: 'success', violations: [] })
    const suppressed = found.suppressedViolations as { ruleName: string; reason: string }[]
    const wide = suppressed.filter(one => one.ruleName.includes('IAM5[Resource::*]'))
    expect(wide).toHaveLength(5)
    for (const { reason } of wide) expect(reason).toContain('X-Ray')
  })

  it('refuses a queue that takes plain HTTP', () => {
    const dirty = build('dirty')
    new Queue(dirty.stack, 'Open')
    const before = process.exitCode
    try {
      dirty.app.synth()
    } catch {
      // Whether it throws or only reports is the library's own business; the report is what the CLI goes by.
    }
    process.exitCode = before
    const found = reportOf(dirty.outdir)
    expect(found.conclusion).toBe('failure')
    expect(JSON.stringify(found.violations)).toContain('AwsSolutions-SQS4')
  })
})
