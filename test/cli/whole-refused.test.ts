import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { awsEnvironment, type Dynalite, startDynalite } from '../adapters/dynalite.ts'
import { aFolder, aTable } from '../whole/stage.ts'
import { command } from './command.ts'
import { type Denying, startDenying } from './denying.ts'

const program = join(import.meta.dirname, '../../cli/atalaya.ts')
const folder = aFolder()
let database: Dynalite
let way: Denying
beforeAll(async () => {
  database = await startDynalite()
  way = await startDenying(database.port)
})
afterEach(() => way.allowAll())
afterAll(async () => {
  folder.remove()
  await way.close()
  await database.close()
})

const env = () => ({ ...awsEnvironment, AWS_ENDPOINT_URL_DYNAMODB: way.url })
const atalaya = (...args: readonly string[]) => command('atalaya.ts', args, folder.path('.'), env())
const told = async () => {
  const table = await aTable(database)
  await table.watch.rounds('uuuddd')
  await table.watch.publish()
  return table
}
const exported = async () => {
  const { table } = await told()
  return folder.file((await atalaya('export-all', '--table', table)).out)
}

describe('what AWS does not let one do', () => {
  it('is said of an export in words', async () => {
    const { table } = await told()
    way.deny('Query')
    const { code, err } = await atalaya('export-all', '--table', table)
    expect([code, err]).toEqual([1, `AWS does not let you read the table ${table}: ana may not\n`])
  })

  it('is said of an import, and its repeat goes on', async () => {
    const file = await exported()
    const { table } = await aTable(database)
    way.deny('PutItem', 1)
    const { code, err } = await atalaya('import-all', file, '--table', table)
    expect(code).toBe(1)
    expect(err).toMatch(
      `AWS does not let you write the table ${table}: ana may not; what was written stands, and a repeat goes on where it was\n`,
    )
    way.allowAll()
    const again = await atalaya('import-all', file, '--table', table)
    expect([again.code, again.err]).toEqual([0, expect.stringContaining(', 1 were there already')])
  })
})

describe('an import into a new data directory', () => {
  it('makes nothing in a rehearsal', async () => {
    const file = await exported()
    const data = folder.path('rehearsed')
    const dry = await atalaya('import-all', file, '--data', data, '--dry-run', '--json')
    expect(dry.code).toBe(0)
    const { written, there } = JSON.parse(dry.out)
    expect([written > 0, there]).toEqual([true, 0])
    expect(existsSync(data)).toBe(false)
  })

  it('makes nothing by a service file that is none', async () => {
    const file = await exported()
    const data = folder.path('by-none')
    const { code, err } = await atalaya('import-all', file, '--data', data, '--config', 'nofile.yaml')
    expect(code).toBe(2)
    expect(err).toContain('nofile.yaml: error: found no such file; allowed: a YAML file in UTF-8')
    expect(existsSync(data)).toBe(false)
  })
})

describe('an export whose reader leaves', () => {
  it('ends 1 without a word', async () => {
    const { table, items } = await told()
    const body = { text: 'x'.repeat(200_000) }
    for (const sk of ['hour#2026-11-20T10', 'hour#2026-11-20T11'])
      await items.put({ pk: 'service#seguridad-social', sk, version: 0, body })
    const line = `{ "$0" "$@"; echo "ends $?" >&2; } | head -1`
    const words = ['-c', line, process.execPath, program, 'export-all', '--table', table]
    const { stdout, stderr } = await promisify(execFile)('sh', words, {
      env: { PATH: process.env.PATH ?? '', ...env() },
    })
    expect(JSON.parse(stdout)).toMatchObject({ table })
    expect(stderr).toBe('ends 1\n')
  })
})
