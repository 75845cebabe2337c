import { modeOf } from '../../lib/incident/in-force.ts'
import { isOpen, isWindow, openIncident } from '../../lib/incident/incident.ts'
import { declarations, type Incident } from '../../lib/incident/record.ts'
import type { Store } from '../../lib/ports.ts'
import type { Ledger } from '../../lib/publish/ledger.ts'
import type { Mode, Service } from '../../lib/service/service.ts'
import type { Public } from './channel.ts'
import type { Random } from './random.ts'

const minute = 60_000
const hour = 60 * minute

/** A command in an operator's words, without who and which. */
export type Said = { readonly command: string } & Readonly<Record<string, unknown>>

export interface OperatorsWorld {
  readonly random: Random
  readonly now: () => number
  /** What they see: the record and the ledger as they stand, and the channel's own page. */
  readonly store: Pick<Store, 'readRecord' | 'readLedger'>
  readonly service: string
  readonly timeline: readonly Public[]
  /** Windows end by then, so that all can be well at the end of the day. */
  readonly until: number
}

const local = (at: number): string => `${new Date(at).toISOString().slice(0, 16)}Z`

const onOpen = (random: Random, incident: Incident): Said =>
  random.pick<Said>([
    { command: 'ack', incident: incident.id },
    { command: 'ack', incident: incident.id },
    { command: 'resolve', incident: incident.id },
    { command: 'false-alarm', incident: incident.id },
    { command: 'note', incident: incident.id, text: 'Seguimos en ello.', public: true },
    { command: 'note', incident: incident.id, text: 'Avisado el proveedor.', public: false },
  ])

const declare = (random: Random): Said => ({
  command: 'open',
  component: 'oficinas',
  what: random.pick([...declarations]),
  ...(random.chance(0.3) && { note: 'Abren el lunes.' }),
})

const plan = ({ random, now, until }: OperatorsWorld): Said => {
  const from = Math.min(now() + random.between(-20, 180) * minute, until - 20 * minute)
  const to = Math.min(from + random.between(10, 150) * minute, until)
  const components = random.pick([['sede'], ['web', 'sede'], ['oficinas'], ['cita', 'oficinas']])
  const announce = random.pick(['0m', '30m', '2h', '24h'])
  return { command: 'plan', components, from: local(from), to: local(to), announce }
}

const ruling = ({ random, timeline }: OperatorsWorld, ledger: Ledger | undefined): Said | undefined => {
  const unclear = ledger?.log.find(({ state }) => state === 'unclear')
  if (!unclear) return undefined
  // A person looks at the page of the account, and is right.
  const truth = timeline.some(({ text }) => text === unclear.text) ? 'landed' : 'absent'
  return { command: 'rule', notice: unclear.notice, ruling: random.chance(0.2) ? 'drop' : truth }
}

/** What an operator thinks of doing at some moment of the day; nothing, if there is no reason to. */
export const operatorsWish = async (world: OperatorsWorld): Promise<Said | undefined> => {
  const { random, store, service } = world
  const record = await store.readRecord(service)
  const ledger = await store.readLedger(service, 'x')
  const open = record && openIncident(record)
  const declared = record?.incidents.find(one => isOpen(one) && one.origin?.is === 'declared')
  const window = record?.incidents.find(one => isOpen(one) && isWindow(one))
  return random.pick<Said | undefined>([
    open && onOpen(random, open),
    open && onOpen(random, open),
    declared ? { command: 'resolve', incident: declared.id } : declare(random),
    plan(world),
    window && { command: 'cancel', incident: window.id },
    {
      command: 'notice',
      text: `Nadie te pide datos por SMS. Van ${Math.floor(random.between(2, 9_999))} avisos.`,
      source: 'la Seguridad Social',
    },
    ruling(world, ledger),
    ledger?.waiting && { command: 'skip', notice: ledger.waiting.notice },
    Object.keys(record?.muted ?? {}).length > 0
      ? { command: 'lift', component: Object.keys(record?.muted ?? {})[0] }
      : undefined,
  ])
}

/** What is put right before the day ends: incidents that only operators can end, and both switches. */
export const tidyUp = async ({ store }: OperatorsWorld, service: Service): Promise<readonly Said[]> => {
  const record = await store.readRecord(service.id)
  const declared = (record?.incidents ?? []).filter(one => isOpen(one) && one.origin?.is === 'declared')
  return [
    ...declared.map(({ id }) => ({ command: 'resolve', incident: id })),
    ...(Object.keys(record?.holds ?? {}).length > 0 ? [{ command: 'release' }] : []),
    ...(modeOf(service, record, 'x') === 'shadow' ? [{ command: 'mode', mode: 'auto' }] : []),
  ]
}

/** Times at which the posting is stopped, each with the time at which it is released. */
export const drawHolds = (
  random: Random,
  from: number,
  until: number,
): readonly (readonly [number, number])[] => {
  if (!random.chance(0.25)) return []
  const at = from + random.between(0, 18) * hour
  return [[at, Math.min(at + random.between(1, 180) * minute, until)]]
}

/** Times at which the mode is switched: a rehearsal goes live at some moment, and some go back once or more. */
export const drawSwitches = (
  random: Random,
  from: number,
  until: number,
  first: Mode | undefined,
): readonly (readonly [number, Mode])[] => {
  if (first === undefined && !random.chance(0.1)) return []
  const drawn: (readonly [number, Mode])[] = []
  let at = from + random.between(0, 18) * hour
  let mode: Mode = first === 'shadow' ? 'auto' : 'shadow'
  while (at < until) {
    drawn.push([at, mode])
    if (!random.chance(0.6)) break
    at += random.between(1, 240) * minute
    mode = mode === 'shadow' ? random.pick(['auto', 'auto', 'approve']) : 'shadow'
  }
  return drawn
}
