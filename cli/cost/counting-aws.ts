import { createServer } from 'node:http'
import * as v from 'valibot'
import { bodyOf, jsonOf } from '../../local/body.ts'
import { end, listen } from '../../local/listen.ts'
import { asking, databaseMeter } from './billed-database.ts'
import type { Counts } from './counts.ts'

/** AWS as far as the functions speak to it, on a loopback port: it serves, and adds what it would bill. */
export interface CountingAws {
  readonly url: string
  /** `dynamodb:GetItem` and others, by the name that counted them. */
  readonly operations: ReadonlyMap<string, ReadonlySet<string>>
  /** Bytes of the largest item of each kind, such as `record` or `hour`. */
  readonly largest: ReadonlyMap<string, number>
  /** What comes from now on is added to `counts`, under a name. */
  countFor(name: string, counts: Counts): void
  close(): Promise<void>
}

/** An event that the bus took. */
export interface TakenEvent {
  readonly type: string
  /** Parsed JSON. */
  readonly detail: unknown
}

export interface CountingAwsOptions {
  /** The embedded database that keeps the items. */
  readonly database: string
  /** What the secret holds. */
  readonly secret: unknown
  taken(event: TakenEvent): void
}

const putEventsSchema = v.object({
  Entries: v.array(v.object({ DetailType: v.string(), Detail: v.string() })),
})
const published = '<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>'
const longest = 1_000_000

/** The operation and its service, in the words of IAM. */
const operationOf = (target: string): string => {
  const [service = '', operation = ''] = target.split('.')
  if (service.startsWith('DynamoDB')) return `dynamodb:${operation}`
  if (service === 'AWSEvents') return `events:${operation}`
  return target === '' ? 'sns:Publish' : `secretsmanager:${operation}`
}

export const startCountingAws = async (options: CountingAwsOptions): Promise<CountingAws> => {
  const operations = new Map<string, Set<string>>()
  const database = databaseMeter()
  let current: { readonly name: string; readonly counts: Counts } | undefined

  const ofDatabase = async (operation: string, headers: Record<string, string>, body: string) => {
    const answer = await fetch(options.database, { method: 'POST', headers, body: asking(body) })
    const text = await answer.text()
    if (current) database.count(current.counts, operation, body, text)
    return { status: answer.status, type: 'application/x-amz-json-1.0', text }
  }
  const putEvents = (body: string): string => {
    const { Entries } = v.parse(putEventsSchema, jsonOf(body))
    for (const { DetailType, Detail } of Entries) options.taken({ type: DetailType, detail: jsonOf(Detail) })
    if (current) current.counts.events += Entries.length
    return JSON.stringify({ Entries: Entries.map(() => ({ EventId: 'an-id' })), FailedEntryCount: 0 })
  }
  const answerTo = async (operation: string, headers: Record<string, string>, body: string) => {
    const [service, action = ''] = operation.split(':')
    if (service === 'dynamodb') return ofDatabase(action, headers, body)
    const json = { status: 200, type: 'application/x-amz-json-1.1' }
    if (service === 'events') return { ...json, text: putEvents(body) }
    if (service === 'sns') {
      if (current) current.counts.messages++
      return { status: 200, type: 'text/xml', text: published }
    }
    if (current) current.counts.secrets++
    return { ...json, text: JSON.stringify({ SecretString: JSON.stringify(options.secret) }) }
  }

  const server = createServer(async (request, response) => {
    const target = String(request.headers['x-amz-target'] ?? '')
    const operation = operationOf(target)
    const body = (await bodyOf(request, longest)) ?? ''
    if (current) {
      current.counts.calls++
      operations.set(current.name, (operations.get(current.name) ?? new Set()).add(operation))
    }
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': target,
      'x-amz-date': String(request.headers['x-amz-date']),
      authorization: String(request.headers.authorization),
    }
    const { status, type, text } = await answerTo(operation, headers, body)
    response.writeHead(status, { 'content-type': type }).end(text)
  })
  return {
    url: `http://127.0.0.1:${await listen(server, 0)}`,
    operations,
    largest: database.largest,
    countFor: (name, counts) => {
      current = { name, counts }
    },
    close: () => end(server),
  }
}
