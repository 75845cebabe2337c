import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App } from 'aws-cdk-lib'
import { afterAll, describe, expect, it } from 'vitest'
import cdk from '../../cdk.json' with { type: 'json' }
import { BadConfig } from '../../infra/bad-config.ts'
import { readSettings } from '../../infra/settings.ts'

const outdir = mkdtempSync(join(tmpdir(), 'atalaya-unknown-'))
afterAll(() => rmSync(outdir, { recursive: true, force: true }))

const settings = (context: Record<string, unknown>) => readSettings(new App({ context, outdir }).node, {})

describe('a key that is no setting', () => {
  it.each([
    ['alarmMail', 'alarmEmail'],
    ['ownkeys', 'ownKeys'],
    ['regoin', 'region'],
  ])('%s is refused with the one that was meant', (key, meant) => {
    const act = () => settings({ [key]: 'x' })
    expect(act).toThrow(BadConfig)
    expect(act).toThrow(`context: error: ${key}: found no such setting; allowed: `)
    expect(act).toThrow(`; did you mean "${meant}"?`)
  })

  it("passes where it may be CDK's own, or another app's", () => {
    const own = { ...cdk.context, 'acknowledged-issue-numbers': [1], '@aws-cdk/core:x': true, 'vpc:y': 'z' }
    expect(settings({ ...own, favourite: 1 }).stage).toBe('prod')
  })
})
