import type { Clock, Journal, Prober } from '../ports.ts'
import { type Service, type Target, targetsOf } from '../service/service.ts'
import type { Check, Sight } from './check.ts'
import { type ComponentSeen, componentSeen, type TargetLooks } from './component.ts'
import { controlsFail, controlsFailing, controlTimeout } from './controls.ts'
import { judge } from './outcome.ts'

export type { ComponentSeen } from './component.ts'

export interface LookPorts {
  readonly prober: Prober
  readonly clock: Clock
  readonly journal: Journal
}

export interface LookOptions {
  /** Where these looks are made from. */
  readonly vantage: string
  /** Milliseconds that the whole round may take, controls included. First looks are made whatever it is. */
  readonly budget: number
}

/** All that one round saw of a service, from one vantage. */
export interface RoundSeen {
  /** Each probed component. */
  readonly components: Readonly<Record<string, ComponentSeen>>
  /** Why nothing bad that was seen counts; absent if it does. */
  readonly blind?: string
  /** Every look at a target, rechecks too, controls not. */
  readonly checks: readonly Check[]
}

type Aim = { readonly component: string; readonly target: Target }
/** `unreached`: no connection came about, for whatever reason. */
type Look = { readonly check: Check; readonly unreached: boolean }
type Round = LookOptions & {
  readonly ports: LookPorts
  readonly service: Service
  readonly recheckUntil: number
}

const isBad = ({ outcome }: Check) => outcome === 'down' || outcome === 'slow'
const isUnreached = (sight: Sight) =>
  sight.is === 'failed' && (sight.during === 'dns' || sight.during === 'tcp')

const aimsOf = (service: Service): readonly Aim[] =>
  service.components.flatMap(component =>
    targetsOf(component).map(target => ({ component: component.id, target })),
  )

const checkOf = (
  { component, target }: Aim,
  sight: Sight,
  made: Pick<Check, 'at' | 'look' | 'vantage'>,
): Check => ({
  component,
  target: target.url,
  ...judge(sight, target),
  phases: sight.phases,
  ...made,
  partial: target.partial,
  ...(sight.certificateExpires === undefined ? {} : { certificateExpires: sight.certificateExpires }),
})

const tell = ({ ports, service }: Round, check: Check) => {
  const { at, component, target, outcome, reason, phases, look, vantage } = check
  ports.journal.say({
    at,
    kind: 'check',
    service: service.id,
    component,
    target,
    outcome,
    reason,
    phases,
    look,
    vantage,
  })
}

const lookOnce = async (round: Round, aim: Aim, look: number): Promise<Look> => {
  const { ports, vantage } = round
  const at = ports.clock.now()
  const sight = await ports.prober.look(aim.target, aim.target.timeout)
  const check = checkOf(aim, sight, { at, look, vantage })
  tell(round, check)
  return { check, unreached: isUnreached(sight) }
}

/** A recheck that could not end in time is left out, so that the answer comes before the next round does. */
const looksAt = async (round: Round, aim: Aim): Promise<readonly Look[]> => {
  const { clock } = round.ports
  const looks = [await lookOnce(round, aim, 1)]
  for (const wait of round.service.policy.recheck) {
    if (looks.at(-1)?.check.outcome === 'up') break
    if (clock.monotonic() + wait + aim.target.timeout > round.recheckUntil) continue
    await clock.sleep(wait)
    looks.push(await lookOnce(round, aim, looks.length + 1))
  }
  return looks
}

const leavesDoubt = (looks: readonly Look[]) => {
  const last = looks.at(-1)
  return last !== undefined && (isBad(last.check) || last.unreached)
}

const unseen = (check: Check): Check =>
  isBad(check) ? { ...check, outcome: 'blind', reason: controlsFailing } : check

const byComponent = (targets: readonly TargetLooks[]) =>
  Object.fromEntries(
    [...Map.groupBy(targets, ([first]) => first?.component ?? '')].map(([id, ofIt]) => [
      id,
      componentSeen(ofIt),
    ]),
  )

/**
 * Looks at every target of every probed component, all in parallel; again, after the policy's waits, at those that are
 * not up; and at the controls, if anything is still bad or could not even be reached.
 * More than half of the controls bad: it is us, and everything bad becomes `blind`.
 */
export const lookAround = async (
  ports: LookPorts,
  service: Service,
  options: LookOptions,
): Promise<RoundSeen> => {
  const forControls = service.controls.length > 0 ? controlTimeout : 0
  const recheckUntil = ports.clock.monotonic() + options.budget - forControls
  const round = { ...options, ports, service, recheckUntil }
  const looks = await Promise.all(aimsOf(service).map(aim => looksAt(round, aim)))
  const ours = looks.some(leavesDoubt) && (await controlsFail(ports, service, options.vantage))
  const targets = looks.map(ofTarget => ofTarget.map(({ check }) => (ours ? unseen(check) : check)))
  return {
    components: byComponent(targets),
    ...(ours ? { blind: controlsFailing } : {}),
    checks: targets.flat(),
  }
}
