import type { Clock, Journal, Prober } from '../ports.ts'
import type { Asked, Seen, Told } from './asked.ts'
import type { Sight } from './check.ts'
import { controlsFail } from './controls.ts'
import { judge } from './outcome.ts'

interface Ports {
  readonly prober: Prober
  readonly clock: Clock
  readonly journal: Journal
}

const renamed = (code: string) => (code === 'DEADLINE' ? 'CUT_SHORT' : code)

/** A look that ended before the target's own time was over: it may not call that a timeout. */
const cutShort = (sight: Sight): Sight => {
  if (sight.is === 'failed') return { ...sight, code: renamed(sight.code) }
  return sight.cut === undefined ? sight : { ...sight, cut: renamed(sight.cut) }
}

/**
 * What a vantage answers to home: one look at each target, and whether its own network can be believed. Its controls
 * are looked at beside the targets and not after them: home sees something bad already, and has seconds left.
 */
export const lookFor = async (ports: Ports, asked: Asked, vantage: string): Promise<Told> => {
  const { service: id, targets, controls, deadline } = asked
  const lookAt = async (target: Asked['targets'][number]): Promise<Seen> => {
    const saw = await ports.prober.look(target, Math.min(target.timeout, deadline))
    const sight = deadline < target.timeout ? cutShort(saw) : saw
    return { ...judge(sight, target), phases: sight.phases }
  }
  const [seen, isBlind] = await Promise.all([
    Promise.all(targets.map(lookAt)),
    controlsFail(ports, { id, controls }, vantage, deadline),
  ])
  return isBlind ? { is: 'blind' } : { is: 'seen', seen }
}
