import { isOpen, lastTurn } from '../../lib/incident/incident.ts'
import type { Incident, Ruling, ServiceRecord } from '../../lib/incident/record.ts'
import type { Reply } from '../../lib/operate/operate.ts'
import type { JournalLine, Store } from '../../lib/ports.ts'
import type { Flight, Ledger } from '../../lib/publish/ledger.ts'
import type { ChannelSettings } from '../../lib/service/service.ts'
import type { Public } from './channel.ts'
import { type DayLog, dayLog } from './log.ts'
import type { Witness } from './store.ts'

/** A command as it was said. */
export interface SaidCommand {
  readonly command: string
  readonly request: string
}

export interface Turn {
  readonly at: number
  readonly is: 'down' | 'up'
}

/** Sees all that is written, said and published, from outside of the code under test. */
export class Witnessed implements Witness {
  readonly posts = new Map<string, Flight>()
  /** Of each incident: when its record turned, as of the write. */
  readonly turns = new Map<string, Turn[]>()
  readonly incidents = new Map<string, Incident>()
  readonly opened: { readonly at: number; readonly incident: Incident }[] = []
  readonly states = new Map<string, number>()
  readonly commands = new Map<string, SaidCommand>()
  readonly replies: { readonly command: SaidCommand; readonly reply: Reply }[] = []
  /** When the posting was stopped, and released. */
  readonly holds: { readonly from: number; to: number }[] = []
  /** When the channel only rehearsed. */
  readonly rehearsals: { readonly from: number; to: number }[] = []
  /** When the posting went over to the public. */
  readonly liveFrom = new Set<number>()
  readonly rulings: Ruling[] = []
  /** When each text began to wait for a yes, by its own word: whoever wrote it may have frozen in between. */
  readonly #waiting = new Map<string, number>()
  readonly audited: string[] = []
  readonly faults: unknown[] = []
  readonly changes: string[] = []
  /** Ids of events that the bus took. */
  readonly onBus = new Set<string>()
  readonly countedTwice: string[] = []
  readonly unapproved: string[] = []
  readonly #approved = new Set<string>()
  /** The channel's settings in force. */
  settings: (record: ServiceRecord | undefined) => ChannelSettings | undefined = () => undefined
  #record: ServiceRecord | undefined
  readonly #rounds = new Map<string, Set<number>>()
  finalRecord: ServiceRecord | undefined
  finalLedger: Ledger | undefined
  log: DayLog = { record: [], ledger: [], breaks: [] }
  writes = 0
  readonly timeline: readonly Public[]
  readonly #now: () => number

  constructor(now: () => number, timeline: readonly Public[]) {
    this.#now = now
    this.timeline = timeline
  }

  record(next: ServiceRecord): void {
    this.writes++
    this.#count(next)
    for (const { text } of next.approvals) this.#approved.add(text)
    for (const ruling of next.rulings)
      if (!this.rulings.some(({ at, notice }) => at === ruling.at && notice === ruling.notice))
        this.rulings.push(ruling)
    this.#record = next
    const { is, from } = next.modes['x'] ?? {}
    if (is !== 'shadow' && from !== undefined) this.liveFrom.add(from)
    this.#note(this.holds, Object.keys(next.holds).length > 0)
    this.#note(this.rehearsals, this.settings(next)?.mode === 'shadow')
    for (const incident of next.incidents) {
      const known = this.incidents.get(incident.id)
      if (!known) this.opened.push({ at: this.#now(), incident })
      this.incidents.set(incident.id, incident)
      const is = lastTurn(incident)?.kind === 'end' ? 'up' : 'down'
      const turns = this.turns.get(incident.id) ?? []
      if (turns.at(-1)?.is !== is) this.turns.set(incident.id, [...turns, { at: this.#now(), is }])
    }
  }

  /** From when to when something is so. */
  #note(spans: { readonly from: number; to: number }[], is: boolean): void {
    const last = spans.at(-1)
    const was = last?.to === Number.POSITIVE_INFINITY
    if (is && !was) spans.push({ from: this.#now(), to: Number.POSITIVE_INFINITY })
    if (!is && last && was) last.to = this.#now()
  }

  #count({ day, round }: ServiceRecord): void {
    const rounds = this.#rounds.get(day.from) ?? new Set()
    this.#rounds.set(day.from, rounds.add(round))
    for (const [component, counts] of Object.entries(day.counts))
      if (counts.reduce((sum, n) => sum + n, 0) > rounds.size) this.countedTwice.push(component)
  }

  #approve({ kind, before, notice, text, attempt, incident, step }: Flight): void {
    const isOwed = kind === 'end' || (kind === 'whole' && before?.is === 'maybe')
    const known = this.incidents.get(incident)
    const isTheirs =
      known?.origin !== undefined || known?.steps.find(({ n }) => n === step)?.facts.what === 'note'
    const { wait = 0, otherwise } = this.settings(this.#record)?.approval ?? {}
    const waited = this.#now() - (this.#waiting.get(text) ?? Number.POSITIVE_INFINITY)
    // Clocks of processes differ by a few seconds.
    const isPolicy = otherwise === 'tell' && waited >= wait - 10_000
    // What is sent again is the post that was begun, in its very words: a yes is asked for at the beginning.
    const isBegun = attempt > 1 && this.posts.has(text)
    if (isOwed || isTheirs || isPolicy || isBegun || this.#approved.has(text)) return
    this.unapproved.push(notice)
  }

  taken(event: string): void {
    this.onBus.add(event)
  }

  ledger(next: Ledger): void {
    this.writes++
    // Nobody reads a rehearsal.
    if (next.channel !== 'x') return
    const { flight } = next
    const switched = this.#record?.modes['x']?.at ?? 0
    // What was read before a switch is of the mode before.
    const isAsked = this.settings(this.#record)?.mode === 'approve' && (flight?.t0 ?? 0) > switched + 10_000
    if (flight && isAsked) this.#approve(flight)
    const { waiting } = next
    if (waiting && !this.#waiting.has(waiting.text)) this.#waiting.set(waiting.text, waiting.at)
    if (flight) this.posts.set(flight.text, flight)
  }

  said(line: JournalLine): void {
    if (line.kind === 'post') this.states.set(`${line.state}`, (this.states.get(`${line.state}`) ?? 0) + 1)
    if (line.kind === 'command') this.audited.push(String(line.request ?? ''))
  }

  asked(command: SaidCommand): void {
    this.commands.set(command.request, command)
  }

  answered(command: SaidCommand, reply: Reply): void {
    this.replies.push({ command, reply })
  }

  configChanged(change: string): void {
    this.changes.push(change)
  }

  fault(fault: unknown): void {
    this.faults.push(fault)
  }

  isOpen(id: string): boolean {
    const incident = this.incidents.get(id)
    return incident !== undefined && isOpen(incident)
  }

  /** Whether the record had it `is` at any instant from `from` to `to`. */
  wasEver(id: string, is: Turn['is'], from: number, to: number): boolean {
    let before: Turn['is'] = 'up'
    for (const turn of this.turns.get(id) ?? []) {
      if (turn.at > to) break
      if (turn.at >= from && before === is) return true
      before = turn.is
    }
    return before === is
  }

  async settle(store: Store, service: string): Promise<void> {
    this.finalRecord = await store.readRecord(service)
    this.finalLedger = await store.readLedger(service, 'x')
    this.log = await dayLog(store, this.finalRecord, this.finalLedger)
  }
}
