import type { Answer, Channel, Fence, Found } from '../../lib/ports.ts'
import type { Process, ProcessWorld } from './process.ts'

const second = 1_000
const minute = 60_000

/** A post that the public can see. */
export interface Public {
  readonly id: number
  readonly text: string
  readonly at: number
  /** When the timeline begins to show it to us. */
  readonly visible: number
}

export interface Window {
  readonly from: number
  readonly to: number
}

/** How this X behaves; drawn once per seed. */
export interface XCharacter {
  /** Most milliseconds until the timeline shows a post. */
  readonly lag: number
  /** Milliseconds for which an identical text is refused. */
  readonly duplicates: number
  readonly busy: readonly Window[]
  readonly unpaid: readonly Window[]
  readonly forbidden: readonly Window[]
  /** Milliseconds after the end of a socket at which its post may still land. */
  readonly land: number
}

const within = (windows: readonly Window[], at: number) =>
  windows.find(({ from, to }) => at >= from && at < to)

/** X, its timeline and its moods; one for all publishers. */
export const simulatedX = (world: ProcessWorld, character: XCharacter) => {
  const { agenda, random, faults } = world
  const timeline: Public[] = []

  const land = (text: string): Answer => {
    const now = agenda.now()
    if (timeline.some(post => post.text === text && now - post.at < character.duplicates))
      return { is: 'duplicate' }
    const lag = random.between(0, character.lag) * (random.chance(0.5) ? 1 : 0.05)
    const post = { id: timeline.length + 1, text, at: now, visible: now + (world.isFaulty() ? lag : second) }
    timeline.push(post)
    return { is: 'sent', id: String(post.id) }
  }

  const refusal = (now: number): Answer | undefined => {
    const busy = within(character.busy, now)
    if (busy) {
      world.injected('busy')
      return { is: 'busy', until: Math.min(busy.to, now + 15 * minute), why: 'rate-limit' }
    }
    if (within(character.unpaid, now)) {
      world.injected('unpaid')
      return { is: 'unpaid', why: 'credits' }
    }
    if (within(character.forbidden, now)) {
      world.injected('refused')
      return random.pick<Answer>([
        { is: 'refused', why: 'suspended' },
        { is: 'refused', why: 'permissions' },
        { is: 'unauthorized', why: 'status-401' },
      ])
    }
    return undefined
  }

  /** What X does with a request that reached it. */
  const receive = (text: string): Answer => {
    const no = refusal(agenda.now())
    if (no) return no
    if (world.isFaulty() && random.chance(faults.serverError)) {
      world.injected('serverError')
      if (random.chance(0.5)) land(text)
      return { is: 'unknown', why: 'status-503' }
    }
    const answer = land(text)
    if (!world.isFaulty() || !random.chance(faults.answerLost)) return answer
    world.injected('answerLost')
    return { is: 'unknown', why: 'reset' }
  }

  const send = async (process: Process, text: string, fence: Fence): Promise<Answer> => {
    await process.pause()
    if (!fence.mayStart()) return { is: 'not-sent', why: 'late' }
    const isSlow = world.isFaulty() && random.chance(faults.slowWire)
    const kill = fence.killIn()
    const longest = Number.isFinite(kill) ? 200 : 4_000
    const wire = isSlow ? random.between(5, longest) * second : random.between(50, 2_000)
    if (wire >= kill) {
      world.injected('slowWire')
      // The socket is destroyed; what it had sent may still be on its way.
      await process.wait(kill)
      if (random.chance(0.4)) agenda.at(agenda.now() + random.between(0, character.land), () => receive(text))
      return { is: 'unknown', why: 'deadline' }
    }
    const arrived = new Promise<Answer>(resolve =>
      agenda.at(agenda.now() + wire, () => resolve(receive(text))),
    )
    const answer = await arrived
    await process.pause()
    return answer
  }

  const find = async (process: Process, text: string, since: string | undefined): Promise<Found> => {
    await process.pause()
    if (world.isFaulty() && random.chance(faults.lookFails)) {
      world.injected('lookFails')
      return { is: 'unclear', why: 'status-503' }
    }
    const now = agenda.now()
    const visible = timeline.filter(post => post.visible <= now)
    const pages = visible
    const hit = pages.find(post => post.text === text && post.id > Number(since ?? 0))
    await process.pause()
    return hit ? { is: 'found', id: String(hit.id) } : { is: 'missing' }
  }

  return {
    timeline,
    /** Somebody writes by hand; more than a page of it. */
    chatter: () => {
      for (let n = 0; n < 6; n++) {
        const id = timeline.length + 1
        timeline.push({ id, text: `a mano ${id}`, at: agenda.now(), visible: agenda.now() })
      }
    },
    of: (process: Process): Channel => ({
      account: async () => '1001',
      send: (text, fence) => send(process, text, fence),
      find: (text, since) => find(process, text, since),
    }),
  }
}

export type SimulatedX = ReturnType<typeof simulatedX>
