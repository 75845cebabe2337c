import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import * as v from 'valibot'
import { bodyOf, jsonOf } from './body.ts'
import { type DeliveredEvent, eventOf, type PutEntry, putEventsSchema, type Refusal } from './event.ts'
import { end, listen } from './listen.ts'
import { matches } from './pattern.ts'
import type { Rule } from './wiring.ts'

/** EventBridge's own limit on one call, in bytes. */
const limit = 256 * 1_024

/** A bus that speaks PutEvents to the real SDK client. */
export interface LocalEventBridge {
  readonly url: string
  close(): Promise<void>
}

interface Options {
  /** Names of the buses that exist. */
  readonly buses: readonly string[]
  readonly rules: readonly Rule[]
  /** Takes an event for a function, and sees to its retries; returns at once. */
  readonly deliver: (target: string, event: DeliveredEvent) => void
}

const answer = (response: ServerResponse, status: number, body: unknown) => {
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.1',
    'x-amzn-requestid': randomUUID(),
  })
  response.end(JSON.stringify(body))
}

const refuse = (response: ServerResponse, type: string, message: string) =>
  answer(response, 400, { __type: type, message })

/** A bus that does not exist drops events in AWS without a word; here it is said, as it is always a mistake. */
const put = (options: Options, entry: PutEntry): { readonly EventId: string } | Refusal => {
  const bus = entry.EventBusName
  if (!options.buses.includes(bus)) {
    return { ErrorCode: 'ResourceNotFoundException', ErrorMessage: `Event bus ${bus} does not exist.` }
  }
  const event = eventOf(entry, randomUUID(), Date.now())
  if ('ErrorCode' in event) return event
  for (const rule of options.rules) {
    if (rule.bus !== bus || !matches(rule.pattern, event)) continue
    for (const target of rule.targets) options.deliver(target, event)
  }
  return { EventId: event.id }
}

const putEvents = (options: Options, body: string, response: ServerResponse) => {
  const parsed = v.safeParse(putEventsSchema, jsonOf(body))
  if (!parsed.success) return refuse(response, 'ValidationException', v.summarize(parsed.issues))
  const Entries = parsed.output.Entries.map(entry => put(options, entry))
  const FailedEntryCount = Entries.filter(one => 'ErrorCode' in one).length
  return answer(response, 200, { Entries, FailedEntryCount })
}

const serve = async (options: Options, request: IncomingMessage, response: ServerResponse) => {
  const body = await bodyOf(request, limit)
  if (request.headers['x-amz-target'] !== 'AWSEvents.PutEvents') {
    return refuse(response, 'UnknownOperationException', 'only PutEvents is spoken here')
  }
  if (body === undefined)
    return refuse(response, 'ValidationException', 'Total size of the entries is too large')
  return putEvents(options, body, response)
}

/** Starts the bus on a free loopback port. */
export const startEventBridge = async (options: Options): Promise<LocalEventBridge> => {
  const server = createServer((request, response) => {
    serve(options, request, response).catch(() => response.destroy())
  })
  const port = await listen(server, 0)
  return { url: `http://127.0.0.1:${port}`, close: () => end(server) }
}
