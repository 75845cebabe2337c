import * as v from 'valibot'
import { type Changed, change, drain, type Ports } from '../incident/change.ts'
import { type Command, decideCommand } from '../incident/decide-command.ts'
import { isRefusal } from '../incident/events.ts'
import { emptyRecord } from '../incident/evolve.ts'
import type { ServiceRecord } from '../incident/record.ts'
import type { Service } from '../service/service.ts'

const text = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(500))
const asked = { request: text, by: text, service: v.optional(text) }
const incident = v.pipe(v.string(), v.regex(/^[A-Z]{2,5}-\d{4,}$/, 'an incident such as SS-0001'))

/** What comes from an operator. `service` is needed only where several are watched and the incident does not tell. */
const requestSchema = v.variant('command', [
  v.object({ ...asked, command: v.picklist(['ack', 'resolve', 'false-alarm']), incident }),
  v.object({ ...asked, command: v.literal('approve'), channel: text, notice: text, text: v.string() }),
  v.object({ command: v.literal('status'), service: v.optional(text) }),
])
type Request = v.InferOutput<typeof requestSchema>

export type Reply =
  | { readonly is: 'done'; readonly changed: boolean; readonly text: string }
  | { readonly is: 'refused'; readonly why: string }
  | { readonly is: 'invalid'; readonly why: string }
  | { readonly is: 'status'; readonly services: readonly ServiceRecord[] }

const invalid = (why: string): Reply => ({ is: 'invalid', why })

const subject = (request: Exclude<Request, { command: 'status' }>): string =>
  'incident' in request ? request.incident : request.notice

/** The service that a command is about: the one it names, the one whose code the incident bears, or the only one. */
const serviceOf = (
  request: Exclude<Request, { command: 'status' }>,
  services: ReadonlyMap<string, Service>,
) => {
  if (request.service !== undefined) return services.get(request.service)
  const code = subject(request).split('-')[0]
  const named = [...services.values()].filter(service => service.code === code)
  return named.length === 1 ? named[0] : undefined
}

const done = (request: Command, { record, events }: Changed): Reply => {
  const changed = events.length > 0
  if (!changed && Object.hasOwn(record.requests, request.request))
    return { is: 'done', changed, text: `request ${request.request} was taken in before; nothing changed` }
  const about = 'incident' in request ? request.incident : request.notice
  const past = {
    ack: 'acknowledged',
    resolve: 'resolved',
    'false-alarm': 'a false alarm',
    approve: 'approved',
  } as const
  const word = past[request.command]
  return {
    is: 'done',
    changed,
    text: changed ? `${about} is ${word}` : `${about} is ${word} already; nothing changed`,
  }
}

const status = async (
  ports: Ports,
  services: ReadonlyMap<string, Service>,
  wanted: string | undefined,
): Promise<Reply> => {
  const ids = [...services.keys()].filter(id => wanted === undefined || id === wanted)
  if (ids.length === 0) return invalid(`${wanted} is not watched; known: ${[...services.keys()].join(', ')}`)
  const records = await Promise.all(
    ids.map(async id => (await ports.store.readRecord(id)) ?? emptyRecord(id)),
  )
  return { is: 'status', services: records }
}

/** Takes one request of an operator; says what it did, or why it did not. Throws only where the store fails. */
export const operate = async (
  ports: Ports,
  services: ReadonlyMap<string, Service>,
  event: unknown,
): Promise<Reply> => {
  const parsed = v.safeParse(requestSchema, event)
  if (!parsed.success) return invalid(parsed.issues.map(({ message }) => message).join('; '))
  const request = parsed.output
  if (request.command === 'status') return status(ports, services, request.service)
  const service = serviceOf(request, services)
  if (!service)
    return { is: 'refused', why: `${subject(request)} belongs to no service that is watched here` }
  const changed = await change(ports, service.id, record =>
    decideCommand(record, service, request, ports.clock.now()),
  )
  if (isRefusal(changed)) return { is: 'refused', why: changed.refused }
  await drain(ports, changed.record)
  return done(request, changed)
}
