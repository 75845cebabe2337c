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

type Controlled = Pick<Service, 'id' | 'controls'>

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
  service: Controlled,
  url: string,
  vantage: string,
  within: number,
) => {
  const at = clock.now()
  const sight = await prober.look(controlTarget(url), within)
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
 * @param deadline Milliseconds, where there are fewer than a look at a control may take.
 */
export const controlsFail = async (
  ports: Ports,
  service: Controlled,
  vantage: string,
  deadline: number = controlTimeout,
): Promise<boolean> => {
  const within = Math.min(controlTimeout, deadline)
  const looks = service.controls.map(url => lookAtControl(ports, service, url, vantage, within))
  const good = await Promise.all(looks)
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
