import { type Ports as ChangePorts, change, drain } from '../incident/change.ts'
import { type Command, requestKey } from '../incident/command.ts'
import { decideCommand } from '../incident/decide-command.ts'
import { isRefusal } from '../incident/events.ts'
import { evolved } from '../incident/evolve.ts'
import { firstRecord } from '../incident/first-record.ts'
import type { ServiceRecord } from '../incident/record.ts'
import type { Service } from '../service/service.ts'
import { serviceOf, servicesOf, unwatched } from './about.ts'
import { atOnce } from './at-once.ts'
import { done } from './done.ts'
import { factsWith, isHeldOn, readFacts } from './facts.ts'
import { dueNow, preview } from './preview.ts'
import { answer } from './queries.ts'
import type { ReadinessPorts } from './readiness.ts'
import { invalid, type Reply, refused } from './reply.ts'
import { type CommandRequest, readRequest } from './request.ts'
import { toCommand } from './to-command.ts'
import { type Checked, checkWords } from './words.ts'

export type { Reply } from './reply.ts'

type Services = ReadonlyMap<string, Service>
type Ports = ChangePorts & ReadinessPorts

const rehearse = async (
  ports: Ports,
  service: Service,
  command: Command,
  { warnings }: Checked,
): Promise<Reply> => {
  const { store, clock } = ports
  const now = clock.now()
  const known = await readFacts(store, service, now)
  const record = known.record ?? firstRecord(ports, service)
  const events = decideCommand(record, service, command, now)
  if (isRefusal(events)) return refused(events.refused)
  const isSwitched = events.some(({ is }) => is === 'switched')
  const told = isSwitched
    ? dueNow(await factsWith(store, service, evolved(record, events), now))
    : preview(known, events)
  return {
    ...done(command, events, true),
    dryRun: true,
    told,
    timeZone: service.timeZone,
    ...(warnings.length > 0 && { warnings }),
  }
}

/** What a repeat was about may be over by now: it is no refusal then. */
const isRepeat = async ({ store }: Ports, { id }: Service, request: CommandRequest): Promise<boolean> =>
  Object.hasOwn((await store.readRecord(id))?.requests ?? {}, requestKey(request))

/** The incident that a repeated command made, for whoever lost the first answer. */
const madeBefore = (record: ServiceRecord, command: Command): string | undefined =>
  record.incidents.findLast(({ origin, members, names, steps }) => {
    switch (command.command) {
      case 'open':
        return origin?.is === 'declared' && Object.hasOwn(members, command.component)
      case 'plan':
        return (
          origin?.is === 'window' &&
          origin.from === command.from &&
          origin.to === command.to &&
          command.components.every(id => Object.hasOwn(names, id))
        )
      case 'notice':
        return steps.some(({ facts }) => 'said' in facts && facts.said?.text === command.text)
      default:
        return false
    }
  })?.id

const repeated = (request: string, incident?: string): Reply => ({
  is: 'done',
  changed: false,
  text: `request ${request} was taken in before${incident === undefined ? '' : ` as ${incident}`}; nothing changed`,
  ...(incident !== undefined && { incident }),
})

/** The command that is meant, with what is to be remarked on its words; or why there is none. */
const meant = async (ports: Ports, service: Service, request: CommandRequest) => {
  const command = await toCommand(ports, service, request)
  if ('is' in command) return command
  const checked = checkWords(command, service, ports.clock.now())
  return 'is' in checked ? checked : { command, checked }
}

/** A public note of what citizens do not know of, or may not hear now, is no news to anybody yet. */
const unheard = async (
  { store, clock }: Ports,
  service: Service,
  command: Command,
): Promise<readonly string[]> => {
  if (command.command !== 'note' || !command.public) return []
  const facts = await readFacts(store, service, clock.now())
  const isHeard = facts.channels.some(
    ({ id, ledger }) => ledger.told[command.incident]?.is === 'down' && !isHeldOn(facts.record, id),
  )
  return isHeard
    ? []
    : [
        'it is not told now: citizens have not been told of the incident, or the posting is held. After ten minutes it is told no more',
      ]
}

const carryOut = async (ports: Ports, service: Service, request: CommandRequest): Promise<Reply> => {
  const found = await meant(ports, service, request)
  if ('is' in found) return (await isRepeat(ports, service, request)) ? repeated(request.request) : found
  const { command, checked } = found
  if (request.dryRun) return rehearse(ports, service, command, checked)
  const decide = (record: ServiceRecord) => decideCommand(record, service, command, ports.clock.now())
  const changed = await change(ports, service.id, decide, firstRecord(ports, service))
  if (isRefusal(changed)) return refused(changed.refused)
  await drain(ports, changed.record)
  if (changed.events.length === 0 && Object.hasOwn(changed.record.requests, requestKey(command)))
    return repeated(command.request, madeBefore(changed.record, command))
  const warnings = [...checked.warnings, ...(await unheard(ports, service, command))]
  return { ...done(command, changed.events, false), ...(warnings.length > 0 && { warnings }) }
}

/** The switch is for every service, unless one is named: one that fails keeps no other from it. */
const onEach = async (ports: Ports, services: Services, request: CommandRequest): Promise<Reply> => {
  const wanted = servicesOf(request, services)
  const [only] = wanted
  if (!only) return refused(unwatched(request.service, services))
  if (wanted.length === 1) return carryOut(ports, only, request)
  const { served, failed } = await atOnce(wanted, service => carryOut(ports, service, request))
  for (const { one, fault } of failed)
    ports.journal.say({ at: ports.clock.now(), kind: 'fault', service: one.id, error: String(fault) })
  const left = [
    ...failed.map(
      ({ one, fault }) => `${one.id} (${fault instanceof Error ? fault.message : String(fault)})`,
    ),
    ...served.flatMap(({ one, found }) => ('why' in found ? [`${one.id} (${found.why})`] : [])),
  ]
  const done = served.map(({ found }) => found).filter(({ is }) => is === 'done')
  const reply = done.find(found => 'changed' in found && found.changed) ?? done[0]
  if (reply && left.length === 0) return reply
  return refused(
    `not done for ${left.length} of ${wanted.length} services: ${left.join('; ')}. It is done for the others; say it again once these are mended`,
  )
}

/** Takes one request of an operator; says what it did, or why it did not. Throws only where the store fails. */
export const operate = async (ports: Ports, services: Services, event: unknown): Promise<Reply> => {
  const read = readRequest(event)
  if ('wrong' in read) return invalid(read.wrong)
  if ('query' in read) return answer(ports, services, read.query)
  const { command: request } = read
  if (request.command === 'hold' || request.command === 'release') return onEach(ports, services, request)
  const about = serviceOf(request, services)
  return 'why' in about ? refused(about.why) : carryOut(ports, about.service, request)
}
