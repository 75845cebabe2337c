import type { Clock, Journal, Prober } from '../ports.ts'
import type { Service, Target } from '../service/service.ts'
import type { Sight } from './check.ts'
import { judgeCode } from './codes.ts'

/** Milliseconds for one look at a control. */
export const controlTimeout = 5_000

/** The reason of what was bad while the controls were. */
export const controlsFailing = 'controls-failing'

interface Ports {
  readonly prober: Prober
  readonly clock: Clock
  readonly journal: Journal
}

/** Nothing is expected of a control but an answer. */
const controlTarget = (url: string): Target => ({
  url,
  headers: {},
  expect: { status: [200], contains: [] },
  timeout: controlTimeout,
  slow: controlTimeout,
  partial: false,
})

/** Any answer below 500, even a refusal, shows that our own network works. */
const isGood = (sight: Sight) => sight.is === 'answered' && sight.status < 500

const reasonOf = (sight: Sight) =>
  sight.is === 'answered' ? `status-${sight.status}` : judgeCode(sight.code, sight.during).reason

const lookAtControl = async (
  { prober, clock, journal }: Ports,
  service: Service,
  url: string,
  vantage: string,
) => {
  const at = clock.now()
  const sight = await prober.look(controlTarget(url), controlTimeout)
  const good = isGood(sight)
  journal.say({
    at,
    kind: 'check',
    service: service.id,
    component: 'control',
    target: url,
    outcome: good ? 'up' : 'down',
    reason: reasonOf(sight),
    phases: sight.phases,
    look: 1,
    vantage,
  })
  return good
}

/**
 * Whether more than half of the service's controls are bad, so that what we saw says more of our network than of theirs.
 * The journal gets a line for each, and one more if they fail. Without controls they never do.
 */
export const controlsFail = async (ports: Ports, service: Service, vantage: string): Promise<boolean> => {
  const good = await Promise.all(service.controls.map(url => lookAtControl(ports, service, url, vantage)))
  const bad = good.filter(one => !one).length
  const fail = bad * 2 > good.length
  if (fail)
    ports.journal.say({
      at: ports.clock.now(),
      kind: 'blind',
      service: service.id,
      why: controlsFailing,
      controls: { bad, of: good.length },
      vantage,
    })
  return fail
}
