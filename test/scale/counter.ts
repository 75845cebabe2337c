import { createServer } from 'node:http'
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { Agent, request } from 'undici'
import { asking, databaseMeter } from '../../cli/cost/billed-database.ts'
import { type Counts, nothing } from '../../cli/cost/counts.ts'
import { table as keys } from '../../lib/contract.ts'
import { bodyOf, jsonOf } from '../../local/body.ts'
import { end, listen } from '../../local/listen.ts'

/** Calls of AWS until now: those of the database with their units, and events that the bus took or refused. */
export type Called = Pick<Counts, 'reads' | 'writes' | 'events'> & {
  readonly gets: number
  readonly puts: number
  readonly queries: number
  readonly refused: number
}

/** A way to the database and the bus that counts what passes, and has the bus refuse whom it is told to. */
export interface Counter {
  readonly url: string
  counts(): Called
  refuse(services: readonly string[]): void
  damage(table: string, service: string): Promise<void>
  close(): Promise<void>
}

const longest = 1_000_000
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
const entriesIn = (body: string) => (jsonOf(body) as { Entries: { Detail: string }[] }).Entries
const serviceIn = ({ Detail }: { Detail: string }) => (jsonOf(Detail) as { service: string }).service

export const startCounter = async (to: { database: string; bus: string }): Promise<Counter> => {
  const meter = databaseMeter()
  const units = nothing()
  const calls = { GetItem: 0, PutItem: 0, Query: 0 }
  const agent = new Agent({ connections: 64 })
  let refused = 0
  let refuses: ReadonlySet<string> = new Set()

  const pass = async (url: string, headers: Record<string, string>, body: string) => {
    const { statusCode, body: answer } = await request(url, {
      method: 'POST',
      headers,
      body,
      dispatcher: agent,
    })
    return { status: statusCode, text: await answer.text() }
  }
  const ofDatabase = async (operation: string, headers: Record<string, string>, body: string) => {
    const answered = await pass(to.database, headers, asking(body))
    meter.count(units, operation, body, answered.text)
    if (operation === 'GetItem' || operation === 'PutItem' || operation === 'Query') calls[operation]++
    return answered
  }
  const ofBus = async (headers: Record<string, string>, body: string) => {
    const entries = entriesIn(body)
    if (!entries.some(one => refuses.has(serviceIn(one)))) {
      units.events += entries.length
      return pass(to.bus, headers, body)
    }
    refused += entries.length
    const Entries = entries.map(() => ({ ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' }))
    return { status: 200, text: JSON.stringify({ Entries, FailedEntryCount: entries.length }) }
  }

  const server = createServer(async (asked, response) => {
    try {
      const body = (await bodyOf(asked, longest)) ?? ''
      const [service = '', operation = ''] = String(asked.headers['x-amz-target']).split('.')
      const headers = Object.fromEntries(
        ['content-type', 'x-amz-target', 'x-amz-date', 'authorization'].map(name => [
          name,
          String(asked.headers[name]),
        ]),
      )
      const isBus = service === 'AWSEvents'
      const { status, text } = isBus ? await ofBus(headers, body) : await ofDatabase(operation, headers, body)
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(text)
    } catch {
      response.destroy()
    }
  })
  const url = `http://127.0.0.1:${await listen(server, 0)}`

  return {
    url,
    counts: () => {
      const { GetItem: gets, PutItem: puts, Query: queries } = calls
      const { reads, writes, events } = units
      return { gets, puts, queries, reads, writes, events, refused }
    },
    refuse: services => {
      refuses = new Set(services)
    },
    damage: async (table, service) => {
      const client = new DynamoDBClient({ region: 'local', endpoint: to.database, credentials })
      const key = { [keys.pk]: { S: `service#${service}` }, [keys.sk]: { S: 'record' } }
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: { ...key, version: { N: '1' }, body: { S: '{"service":' } },
        }),
      )
      client.destroy()
    },
    close: async () => {
      await end(server)
      await agent.close()
    },
  }
}
