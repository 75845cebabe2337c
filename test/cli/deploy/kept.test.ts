import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cdkWith } from '../../../cli/deploy/cdk.ts'
import { isWhole, lossesIn, lossWords } from '../../../cli/deploy/kept.ts'

const root = join(import.meta.dirname, '../../..')
const cdk = join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk')

const tableOf = (key: string) => ({
  Type: 'AWS::DynamoDB::Table',
  DeletionPolicy: 'Retain',
  Properties: {
    KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
  },
  Metadata: { 'aws:cdk:path': 'S/Store/Table/Resource' },
})
const topic = (name: string) => ({ Type: 'AWS::SNS::Topic', Properties: { DisplayName: name } })
const before = {
  Table: tableOf('one'),
  Topic: topic('one'),
  Secret: { Type: 'AWS::SecretsManager::Secret', DeletionPolicy: 'Retain', Properties: {} },
  Archive: { Type: 'AWS::Events::Archive', Properties: {} },
  Rule: { Type: 'AWS::Events::Rule', Properties: {} },
}

describe('what the real cdk says of a change', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'atalaya-kept-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  /** Two templates compared; nothing is asked of AWS. */
  const diff = async (after: object) => {
    const properties = { templateFile: 'S.json', validateOnSynth: false }
    const made = {
      type: 'aws:cloudformation:stack',
      environment: 'aws://unknown-account/unknown-region',
      properties,
    }
    await writeFile(
      join(folder, 'manifest.json'),
      JSON.stringify({ version: '36.0.0', artifacts: { S: made } }),
    )
    await writeFile(join(folder, 'S.json'), JSON.stringify({ Resources: after }))
    await writeFile(join(folder, 'before.json'), JSON.stringify({ Resources: before }))
    const run = cdkWith({
      command: [process.execPath, cdk],
      root: folder,
      env: { PATH: process.env['PATH'], HOME: folder, AWS_EC2_METADATA_DISABLED: 'true' },
      show: () => undefined,
      signal: AbortSignal.timeout(25_000),
    })
    return run('diff', 'S', '--app', folder, '--template', join(folder, 'before.json'), '--no-notices')
  }

  it('names a table that is replaced, and what is left or removed', async () => {
    const said = await diff({ Table: tableOf('two'), Topic: topic('two') })
    expect(isWhole(said)).toBe(true)
    expect(lossesIn(said).map(({ name, fate }) => [name, fate])).toEqual(
      expect.arrayContaining([
        ['Store/Table Table', 'is replaced'],
        ['Secret', 'is left behind, and its stack begins anew'],
        ['Archive', 'is removed'],
      ]),
    )
    expect(lossesIn(said)).toHaveLength(3)
  })

  it('names nothing where only other things change', async () => {
    const { Rule: _, ...kept } = before
    const said = await diff({ ...kept, Topic: topic('two') })
    expect([isWhole(said), lossesIn(said)]).toEqual([true, []])
  })
})

describe('the words on what is lost', () => {
  it('are one sentence where nothing is', () => {
    expect(lossWords([])).toBe('Nothing that keeps state is replaced or removed.')
  })

  it('take what may be replaced for lost', () => {
    const said = stripVTControlCharacters(
      '[~] AWS::KMS::Key Own/Key Key1 \u001b[33mmay be replaced\u001b[39m',
    )
    expect(lossWords(lossesIn(said))).toContain('Own/Key Key1 (AWS::KMS::Key) may be replaced: whatever lies')
  })
})
