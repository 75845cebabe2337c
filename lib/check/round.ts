import type { Clock, Journal, Prober, Vantage } from '../ports.ts'
import type { Service } from '../service/service.ts'
import { type Aim, aimsOf, checkOf, sayCheck } from './aim.ts'
import { ask, type Doubt, type Heard, vantageTimeout } from './ask.ts'
import type { Check, Sight } from './check.ts'
import { type ComponentSeen, componentSeen, type TargetLooks } from './component.ts'
import { controlsFail, controlsFailing, controlTimeout } from './controls.ts'
import { isBad } from './voices.ts'

export type { ComponentSeen } from './component.ts'

export interface LookPorts {
  readonly prober: Prober
  readonly clock: Clock
  readonly journal: Journal
  /** Those that there are; a service names the ones that it wants. */
  readonly vantages?: readonly Vantage[]
}

export interface LookOptions {
  /** Where these looks are made from. */
  readonly vantage: string
  /** Milliseconds that the whole round may take, controls and other vantages included. First looks are made whatever it is. */
  readonly budget: number
}

/** All that one round saw of a service. */
export interface RoundSeen {
  /** Each probed component. */
  readonly components: Readonly<Record<string, ComponentSeen>>
  /** Why nothing bad that was seen counts; absent if it does. */
  readonly blind?: string
  /** Vantages that were asked and gave no answer; absent if all did. */
  readonly silent?: readonly string[]
  /** Every look at a target, rechecks too, controls not; what all vantages agreed on is the last look of its target. */
  readonly checks: readonly Check[]
}

/** `unreached`: no connection came about, for whatever reason. */
type Look = { readonly check: Check; readonly unreached: boolean }
type Looks = { readonly aim: Aim; readonly looks: readonly Look[] }
type Round = LookOptions & {
  readonly ports: LookPorts
  readonly service: Service
  readonly vantages: readonly Vantage[]
  /** Instants of the clock that never goes back. */
  readonly recheckUntil: number
  readonly end: number
}

const isUnreached = (sight: Sight) =>
  sight.is === 'failed' && (sight.during === 'dns' || sight.during === 'tcp')

const lookOnce = async (round: Round, aim: Aim, look: number): Promise<Look> => {
  const { ports, vantage } = round
  const at = ports.clock.now()
  const sight = await ports.prober.look(aim.target, aim.target.timeout)
  const check = checkOf(aim, sight, { at, look, vantage })
  sayCheck(ports.journal, round.service.id, check)
  return { check, unreached: isUnreached(sight) }
}

/** A recheck that could not end in time is left out, so that the answer comes before the next round does. */
const looksAt = async (round: Round, aim: Aim): Promise<Looks> => {
  const { clock } = round.ports
  const looks = [await lookOnce(round, aim, 1)]
  for (const wait of round.service.policy.recheck) {
    if (looks.at(-1)?.check.outcome === 'up') break
    if (clock.monotonic() + wait + aim.target.timeout > round.recheckUntil) continue
    await clock.sleep(wait)
    looks.push(await lookOnce(round, aim, looks.length + 1))
  }
  return { aim, looks }
}

const leavesDoubt = ({ looks }: Looks) => {
  const last = looks.at(-1)
  return last !== undefined && (isBad(last.check.outcome) || last.unreached)
}

const doubtOf = ({ aim, looks }: Looks): readonly Doubt[] => {
  const last = looks.at(-1)?.check
  return last && isBad(last.outcome) ? [{ aim, saw: last.outcome, last }] : []
}

const unseen = (check: Check): Check =>
  isBad(check.outcome) ? { ...check, outcome: 'blind', reason: controlsFailing } : check

const byComponent = (targets: readonly TargetLooks[]) =>
  Object.fromEntries(
    [...Map.groupBy(targets, ([first]) => first?.component ?? '')].map(([id, ofIt]) => [
      id,
      componentSeen(ofIt),
    ]),
  )

const nobody: Heard = { verdicts: [], silent: [] }

/** At the same time as the controls are looked at: either may need all that is left of the round. */
const hearOthers = async (round: Round, doubts: readonly Doubt[]): Promise<Heard> => {
  const { ports, service, vantages, end } = round
  if (vantages.length === 0 || doubts.length === 0) return nobody
  return ask(ports, service, vantages, doubts, end - ports.clock.monotonic())
}

/** Those that the service names. Home has its voice already. */
const othersOf = ({ vantages = [] }: LookPorts, service: Service, home: string) =>
  vantages.filter(({ id }) => id !== home && service.vantages.includes(id))

/**
 * Looks at every target of every probed component, all in parallel; again, after the policy's waits, at those that are
 * not up; and at the controls, if anything is still bad or could not even be reached. Other vantages are asked about
 * what is bad then. More than half of the controls bad: it is us, everything bad becomes `blind`, and nobody is heeded.
 */
export const lookAround = async (
  ports: LookPorts,
  service: Service,
  options: LookOptions,
): Promise<RoundSeen> => {
  const vantages = othersOf(ports, service, options.vantage)
  const end = ports.clock.monotonic() + options.budget
  const closing = Math.max(
    service.controls.length > 0 ? controlTimeout : 0,
    vantages.length > 0 ? vantageTimeout : 0,
  )
  const round = { ...options, ports, service, vantages, end, recheckUntil: end - closing }
  const looks = await Promise.all(aimsOf(service).map(aim => looksAt(round, aim)))
  const doubts = looks.map(doubtOf)
  const [ours, { verdicts, silent }] = await Promise.all([
    looks.some(leavesDoubt) && controlsFail(ports, service, options.vantage),
    hearOthers(round, doubts.flat()),
  ])
  const agreedOn = new Map(doubts.flat().map(({ last }, n) => [last, verdicts[n]]))
  const targets = looks.map(({ looks: all }) => {
    const checks = all.map(({ check }) => check)
    if (ours) return checks.map(unseen)
    const last = checks.at(-1)
    const verdict = last && agreedOn.get(last)
    return verdict ? [...checks, verdict] : checks
  })
  return {
    components: byComponent(targets),
    ...(ours ? { blind: controlsFailing } : {}),
    ...(!ours && silent.length > 0 && { silent }),
    checks: targets.flat(),
  }
}
