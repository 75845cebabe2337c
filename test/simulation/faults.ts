import type { Random } from './random.ts'

/** How often each thing goes wrong in one seed; 0 for most seeds, so that faults meet alone and together. */
export interface Faults {
  readonly crash: number
  readonly freeze: number
  readonly slow: number
  /** The store's answer is lost after the write. */
  readonly storeLost: number
  readonly storeDown: number
  readonly busLost: number
  readonly busRefuses: number
  /** EventBridge delivers never, twice, or hours late. */
  readonly eventLost: number
  readonly eventTwice: number
  readonly eventLate: number
  readonly tickLost: number
  readonly roundTwice: number
  readonly roundLost: number
  /** X: no clear answer with the post landed, or not. */
  readonly answerLost: number
  readonly serverError: number
  readonly slowWire: number
  readonly lookFails: number
  /** Our own network is down for a while: controls fail. */
  readonly ownNetwork: number
  readonly botChallenge: number
}

export type FaultKind = keyof Faults | 'busy' | 'unpaid' | 'refused' | 'config' | 'clock'

export const drawFaults = (random: Random): Faults => {
  const maybe = (seeds: number, most: number) => (random.chance(seeds) ? random.between(0, most) : 0)
  return {
    crash: maybe(0.6, 0.04),
    freeze: maybe(0.5, 0.04),
    slow: maybe(0.5, 0.1),
    storeLost: maybe(0.5, 0.12),
    storeDown: maybe(0.3, 0.05),
    busLost: maybe(0.4, 0.2),
    busRefuses: maybe(0.4, 0.3),
    eventLost: maybe(0.5, 0.6),
    eventTwice: maybe(0.5, 0.4),
    eventLate: maybe(0.4, 0.3),
    tickLost: maybe(0.4, 0.3),
    roundTwice: maybe(0.4, 0.2),
    roundLost: maybe(0.4, 0.1),
    answerLost: maybe(0.7, 0.35),
    serverError: maybe(0.4, 0.3),
    slowWire: maybe(0.4, 0.2),
    lookFails: maybe(0.4, 0.35),
    ownNetwork: maybe(0.3, 0.02),
    botChallenge: maybe(0.3, 0.02),
  }
}
