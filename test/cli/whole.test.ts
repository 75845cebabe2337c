import { existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dynamodbClient } from '../../lib/adapters/aws-clients.ts'
import { dynamodbStore } from '../../lib/adapters/dynamodb-store.ts'
import { startDynamoDb } from '../../local/dynamodb.ts'
import { sdkEnvironment } from '../../local/environment.ts'
import { end, listen } from '../../local/listen.ts'
import { hold } from '../../local/lock.ts'
import { synthesized } from '../../local/synth.ts'
import { wiringOf } from '../../local/wiring.ts'
import { awsEnvironment, type Dynalite, startDynalite } from '../adapters/dynalite.ts'
import { shipped } from '../infra/synthesized.ts'
import { aFolder, aTable, aWatch } from '../whole/stage.ts'
import { command } from './command.ts'

let database: Dynalite
let env: Record<string, string>
const folder = aFolder()
beforeAll(async () => {
  database = await startDynalite()
  env = { ...awsEnvironment, AWS_ENDPOINT_URL_DYNAMODB: database.url }
})
afterAll(async () => {
  folder.remove()
  await database.close()
})

const atalaya = (...args: readonly string[]) => command('atalaya.ts', args, folder.path('.'), env)
const told = async () => {
  const table = await aTable(database)
  await table.watch.rounds('uuuddd')
  await table.watch.publish()
  return table
}

describe('export-all and import-all', () => {
  it('move a table, lines on stdout and words on stderr', async () => {
    const from = await told()
    const exported = await atalaya('export-all', '--table', from.table)
    expect(exported.code).toBe(0)
    expect(exported.err).toContain('seguridad-social is not held')
    const lines = exported.out.trimEnd().split('\n')
    expect(lines.map(line => JSON.parse(line)).at(-1)).toMatchObject({ items: lines.length - 2 })
    const to = await aTable(database)
    const file = folder.file(exported.out)
    const dry = await atalaya('import-all', file, '--table', to.table, '--dry-run', '--json')
    expect(JSON.parse(dry.out)).toMatchObject({
      is: 'imported',
      dryRun: true,
      written: lines.length - 2,
      there: 0,
    })
    expect(await to.items.partitions()).toEqual([])
    const done = await atalaya('import-all', file, '--table', to.table)
    expect(done).toMatchObject({ code: 0, out: '' })
    expect(done.err).toContain('incidents are counted on from 1002; the file has 2')
    expect((await atalaya('import-all', file, '--table', to.table)).err).toContain('0 items were written')
    expect((await to.store.readRecord('seguridad-social'))?.nextIncident).toBe(1_002)
  })

  it('write a file that only its owner reads', async () => {
    const { table } = await told()
    const file = folder.path('all.jsonl')
    const exported = await atalaya('export-all', '--table', table, '-o', file, '--json')
    expect(JSON.parse(exported.out)).toMatchObject({
      is: 'exported',
      table,
      file,
      remarks: [{ is: 'not-held' }],
    })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(existsSync(`${file}.new`)).toBe(false)
    const again = await atalaya('export-all', '--table', table, '-o', file)
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining('--force') })
  })

  it('say on which line a file is wrong, and write nothing', async () => {
    const from = await told()
    const { out } = await atalaya('export-all', '--table', from.table)
    const file = folder.file(out.replace('"nextIncident":2', '"nextIncident":"2"'))
    const to = await aTable(database)
    const refused = await atalaya('import-all', file, '--table', to.table, '--json')
    expect(refused.code).toBe(2)
    expect(refused.err).toMatch(/\.jsonl:\d+: found nextIncident: "2"; allowed: number\nNothing was written/)
    expect(JSON.parse(refused.out)).toMatchObject({ is: 'invalid', file, found: 'nextIncident: "2"' })
    expect(await to.items.partitions()).toEqual([])
  })

  it('refuse a table that has something else', async () => {
    const from = await told()
    const file = folder.file((await atalaya('export-all', '--table', from.table)).out)
    const to = await aTable(database)
    await to.watch.rounds('u')
    const refused = await atalaya('import-all', file, '--table', to.table, '--json')
    expect(refused).toMatchObject({
      code: 3,
      err: expect.stringContaining('seguridad-social record differs'),
    })
    expect(JSON.parse(refused.out)).toMatchObject({
      is: 'refused',
      inTheWay: [{ sk: 'record', why: 'differs' }],
    })
  })

  it.each([
    [['export-all'], 'which table?'],
    [['export-all', '--table', 'x', '--data', 'y'], 'which table?'],
    [['export-all', '--stack', 'x', '--table', 'y'], 'which table?'],
    [['export-all', 'file', '--table', 'x'], '-o names the file'],
    [['import-all', '--table', 'x'], 'needs a file'],
    [['import-all', 'nothing.jsonl', '--table', 'x'], 'nothing.jsonl is no file'],
  ])('%j makes no sense', async (args, words) => {
    expect(await atalaya(...args)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(words) })
  })

  it("find the table in the stack's outputs", async () => {
    const { table } = await told()
    const asked: string[] = []
    const server = createServer(async (request, response) => {
      asked.push(await text(request))
      const output = `<member><OutputKey>TableName</OutputKey><OutputValue>${table}</OutputValue></member>`
      const stack = `<member><StackId>arn:aws:cloudformation:eu-west-1:1:stack/a/b</StackId><Outputs>${output}</Outputs></member>`
      const result = `<DescribeStacksResult><Stacks>${stack}</Stacks></DescribeStacksResult>`
      response
        .setHeader('content-type', 'text/xml')
        .end(`<DescribeStacksResponse>${result}</DescribeStacksResponse>`)
    })
    const url = `http://127.0.0.1:${await listen(server, 0)}`
    try {
      const more = { ...env, AWS_ENDPOINT_URL_CLOUDFORMATION: url }
      const { out, code } = await command(
        'atalaya.ts',
        ['export-all', '--stack', 'Atalaya-prod'],
        folder.path('.'),
        more,
      )
      expect(code).toBe(0)
      expect(JSON.parse(out.split('\n')[0] ?? '')).toMatchObject({ format: 'atalaya-items', table })
      expect(asked.join()).toContain('StackName=Atalaya-prod')
    } finally {
      await end(server)
    }
  })

  it('name a table that is not there', async () => {
    expect(await atalaya('export-all', '--table', 'nowhere')).toMatchObject({
      code: 1,
      err: 'there is no table nowhere in that region and account\n',
    })
  })
})

describe('the data directory of a local run', () => {
  const ran = async () => {
    const data = folder.path('ran')
    const held = await hold(data)
    const { template } = await synthesized(shipped, data, new AbortController().signal)
    const { tables } = wiringOf(template)
    const local = await startDynamoDb(folder.path('ran/dynamodb'), tables)
    const client = dynamodbClient(sdkEnvironment({ dynamodb: local.url, eventbridge: '' }))
    await aWatch(dynamodbStore(client, tables[0]?.id ?? '')).rounds('uuu')
    client.destroy()
    await local.close()
    return { data, held }
  }

  it('is exported once its run has ended, and goes into a new one', { timeout: 120_000 }, async () => {
    const { data, held } = await ran()
    const busy = await atalaya('export-all', '--data', data)
    expect(busy).toMatchObject({ code: 1, out: '', err: expect.stringContaining('end it first') })
    await held.release()
    const { out, code } = await atalaya('export-all', '--data', data)
    expect(code).toBe(0)
    const other = folder.path('other')
    const file = folder.file(out)
    expect(await atalaya('import-all', file, '--data', other, '--raise', '0')).toMatchObject({ code: 0 })
    const [, ...again] = (await atalaya('export-all', '--data', other)).out.split('\n')
    expect(again.slice(0, -2)).toEqual(out.split('\n').slice(1, -2))
  })

  it('that nobody ran is not made', async () => {
    const nowhere = folder.path('nowhere')
    expect(await atalaya('export-all', '--data', nowhere)).toMatchObject({
      code: 1,
      err: expect.stringContaining('no local run has kept anything'),
    })
    expect(existsSync(nowhere)).toBe(false)
  })
})
