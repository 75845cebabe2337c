import { memoryStore } from '../../lib/adapters/memory-store.ts'
import { shadowChannel } from '../../lib/adapters/shadow-channel.ts'
import type { Asked } from '../../lib/incident/command.ts'
import { decideCommand } from '../../lib/incident/decide-command.ts'
import { decideRound } from '../../lib/incident/decide-round.ts'
import { isRefusal, type RecordEvent } from '../../lib/incident/events.ts'
import { emptyRecord, evolved } from '../../lib/incident/evolve.ts'
import { inForce } from '../../lib/incident/in-force.ts'
import { leaving } from '../../lib/incident/tally.ts'
import type { Answer, Channel, Found, JournalLine } from '../../lib/ports.ts'
import type { Ledger } from '../../lib/publish/ledger.ts'
import { reconcile } from '../../lib/publish/publisher.ts'
import { ledgerName } from '../../lib/publish/turn.ts'
import type { Service } from '../../lib/service/service.ts'
import { eleven, minute, round } from '../given.ts'

interface Public {
  readonly id: string
  readonly text: string
  readonly visible: number
}

/** What the channel does with the next posts: its answer, and whether the post lands all the same. */
export interface Act {
  readonly answer: Answer
  readonly lands?: boolean
  /** Milliseconds until the timeline shows it. */
  readonly lag?: number
}

/** A service, its store and one channel on a clock that only the test moves. */
export const aWorld = (service: Service) => {
  let now = eleven
  let attempts = 0
  let requests = 0
  let rehearsals = 0
  const store = memoryStore()
  const timeline: Public[] = []
  const acts: Act[] = []
  const looks: Found[] = []
  const lines: JournalLine[] = []
  let account = '1001'
  const clock = {
    now: () => now,
    monotonic: () => now - eleven,
    sleep: async (ms: number) => {
      now += ms
    },
  }

  const channel: Channel = {
    account: async () => account,
    send: async (text, fence) => {
      if (!fence.mayStart()) return { is: 'not-sent', why: 'late' }
      const id = String(timeline.length + 5001)
      const act = acts.shift() ?? { answer: { is: 'sent', id } as const }
      if (act.answer.is === 'sent' || act.lands) timeline.push({ id, text, visible: now + (act.lag ?? 0) })
      return act.answer
    },
    find: async (text, since) => {
      const told = looks.shift()
      if (told) return told
      const hit = timeline.find(
        post => post.text === text && post.visible <= now && Number(post.id) > Number(since ?? 0),
      )
      return hit ? { is: 'found', id: hit.id } : { is: 'missing' }
    },
  }

  const ports = {
    store,
    channel,
    rehearsal: shadowChannel(() => `rehearsed-${++rehearsals}`),
    clock,
    journal: { say: (line: JournalLine) => void lines.push(line) },
    uniqueId: () => `attempt-${++attempts}`,
  }
  const record = async () => (await store.readRecord(service.id)) ?? emptyRecord(service.id)
  const take = async (events: readonly RecordEvent[]) => {
    if (events.length === 0) return
    const before = await record()
    const after = evolved(before, events)
    for (const item of leaving(before, after, now)) await store.archive(item)
    await store.writeRecord(after)
  }

  /** An operator's command; the words of its refusal, if it is refused. */
  const say = async (asked: Asked): Promise<string | undefined> => {
    const command = { ...asked, request: `r${now}-${++requests}`, by: 'ana' }
    const events = decideCommand(await record(), service, command, now)
    if (isRefusal(events)) return events.refused
    await take(events)
    return undefined
  }

  return {
    service,
    store,
    ports,
    timeline,
    acts,
    looks,
    lines,
    record,
    clock,
    wait: (ms: number) => {
      now += ms
    },
    useAccount: (other: string) => {
      account = other
    },
    /** One round: a letter for each component that is not up. */
    roundOf: async (seen: Readonly<Record<string, string>>) => {
      await take(decideRound(await record(), service, round(now - 5_000, seen)))
      now += minute
    },
    /** Rounds a minute apart, one letter each for all the named components: u up, s slow, d down, b blind. */
    rounds: async (letters: string, components: readonly string[] = ['sede']) => {
      for (const letter of letters) {
        await take(
          decideRound(
            await record(),
            service,
            round(now - 5_000, Object.fromEntries(components.map(id => [id, letter]))),
          ),
        )
        now += minute
      }
    },
    command: async (command: 'ack' | 'resolve' | 'false-alarm', incident = 'SS-0001') => {
      await say({ command, incident })
    },
    say,
    publish: () => reconcile(ports, service, 'x'),
    /** As the tick does, which knows what the index has live. */
    tick: async () =>
      reconcile(
        ports,
        service,
        'x',
        (await store.live()).flatMap(one => one.channel ?? []),
      ),
    stored: (channel: string) => store.readLedger(service.id, channel),
    ledger: async (): Promise<Ledger | undefined> => {
      const settings = inForce(service, await record()).channels.x
      return settings && store.readLedger(service.id, ledgerName('x', settings))
    },
    texts: () => timeline.map(({ text }) => text),
    states: () => lines.filter(({ kind }) => kind === 'post').map(line => `${line.notice} ${line.state}`),
    alarms: () => lines.filter(({ kind }) => kind === 'alarm').map(({ alarm }) => alarm),
  }
}

export type World = ReturnType<typeof aWorld>
