import { memoryStore } from '../../lib/adapters/memory-store.ts'
import type { List } from '../../lib/alert/alert.ts'
import { type AlertPorts, tellOperators } from '../../lib/alert/alerter.ts'
import type { AlertMessage } from '../../lib/alert/message.ts'
import type { Asked } from '../../lib/incident/command.ts'
import { decideCommand } from '../../lib/incident/decide-command.ts'
import { decideRound } from '../../lib/incident/decide-round.ts'
import { isRefusal, type RecordEvent } from '../../lib/incident/events.ts'
import { emptyRecord, evolved } from '../../lib/incident/evolve.ts'
import type { JournalLine, Route } from '../../lib/ports.ts'
import type { Service } from '../../lib/service/service.ts'
import { aService, eleven, minute, round } from '../given.ts'

interface Delivered {
  readonly route: string
  readonly message: AlertMessage
}

/** A service, its store and its operators' routes, on a clock that only the test moves. */
export const aWorld = (
  service: Service = aService(),
  lists: Readonly<Record<string, List>> = { mail: 'first', boss: 'second' },
) => {
  let now = eleven
  let ids = 0
  let requests = 0
  const store = memoryStore()
  const delivered: Delivered[] = []
  const lines: JournalLine[] = []
  const failing = new Map<string, string>()
  const clock = { now: () => now, monotonic: () => now - eleven, sleep: async () => {} }
  const routes = Object.entries(lists).map(
    ([id, list]): Route => ({
      id,
      list,
      send: async message => {
        const failed = failing.get(id)
        if (failed !== undefined) return { failed }
        delivered.push({ route: id, message })
        return 'sent'
      },
    }),
  )
  const ports: AlertPorts = {
    store,
    routes: async () => routes,
    clock,
    journal: { say: line => void lines.push(line) },
    uniqueId: () => `sender-${++ids}`,
    guide: 'docs/runbook.md',
  }
  const record = async () => (await store.readRecord(service.id)) ?? emptyRecord(service.id)
  const take = async (events: readonly RecordEvent[]) => {
    if (events.length > 0) await store.writeRecord(evolved(await record(), events))
  }
  return {
    service,
    store,
    ports,
    routes,
    delivered,
    lines,
    failing,
    record,
    now: () => now,
    wait: (milliseconds: number) => {
      now += milliseconds
    },
    /** Rounds a minute apart: u up, s slow, d down, b blind, of the Sede unless others are named. */
    rounds: async (letters: string, components: readonly string[] = ['sede']) => {
      for (const letter of letters) {
        const seen = round(now - 5_000, Object.fromEntries(components.map(id => [id, letter])))
        await take(decideRound(await record(), service, seen))
        now += minute
      }
    },
    say: async (asked: Asked) => {
      const command = { ...asked, request: `r${++requests}`, by: 'ana' }
      const events = decideCommand(await record(), service, command, now)
      if (!isRefusal(events)) await take(events)
    },
    tell: (over: Partial<AlertPorts> = {}) => tellOperators({ ...ports, ...over }, service),
    /** Keys that a route took, in order, repeats included. */
    keys: (route: string) =>
      delivered
        .filter(one => one.route === route)
        .flatMap(({ message }) => message.alerts.map(({ key }) => key)),
    titles: (route: string) =>
      delivered.filter(one => one.route === route).map(({ message }) => message.title),
    book: () => store.readAlerts(service.id),
    alarms: () => lines.filter(({ kind }) => kind === 'alarm').map(({ alarm }) => alarm),
  }
}

export type World = ReturnType<typeof aWorld>
