import type { Clock } from '../../lib/ports.ts'
import type { Agenda } from './agenda.ts'
import type { FaultKind, Faults } from './faults.ts'
import type { Random } from './random.ts'

/** One run of a handler: every await of the outside world is a place where it may be slow, freeze or die. */
export interface Process {
  readonly clock: Clock
  /** Comes back later, or never. */
  pause(): Promise<void>
  /** Waits in virtual time, awake. */
  wait(milliseconds: number): Promise<void>
  isDead(): boolean
}

export interface ProcessWorld {
  readonly agenda: Agenda
  readonly random: Random
  readonly faults: Faults
  /** Whether faults are still being injected. */
  isFaulty(): boolean
  injected(kind: FaultKind): void
}

const second = 1_000
/** A fresh one each time: a shared promise would keep everything that ever waited for it. */
const never = () => new Promise<never>(() => {})

const delay = ({ random, faults, isFaulty, injected }: ProcessWorld): number => {
  if (!isFaulty()) return random.between(2, 20)
  if (random.chance(faults.freeze)) {
    injected('freeze')
    return random.chance(0.5) ? random.between(10, 120) * second : random.between(2, 60) * 60 * second
  }
  if (random.chance(faults.slow)) {
    injected('slow')
    return random.between(0.5, 8) * second
  }
  return random.between(2, 200)
}

/** `skew`: how far this machine's wall clock is off, in milliseconds. */
export const startProcess = (world: ProcessWorld, skew: number): Process => {
  const { agenda, random, faults } = world
  const started = agenda.now()
  let dead = false
  const later = (milliseconds: number) =>
    new Promise<void>(resolve => agenda.at(agenda.now() + milliseconds, resolve))
  return {
    clock: {
      now: () => Math.round(agenda.now() + skew),
      monotonic: () => agenda.now() - started,
      sleep: milliseconds => later(milliseconds),
    },
    wait: later,
    isDead: () => dead,
    pause: () => {
      if (world.isFaulty() && random.chance(faults.crash)) {
        world.injected('crash')
        dead = true
      }
      return dead ? never() : later(delay(world))
    },
  }
}
