import type { Clock, Journal, Prober } from '../ports.ts'
import type { Asked, Seen, Told } from './asked.ts'
import { controlsFail } from './controls.ts'
import { judge } from './outcome.ts'

interface Ports {
  readonly prober: Prober
  readonly clock: Clock
  readonly journal: Journal
}

/**
 * What a vantage answers to home: one look at each target, and whether its own network can be believed. Its controls
 * are looked at beside the targets and not after them: home sees something bad already, and has seconds left.
 */
export const lookFor = async (ports: Ports, asked: Asked, vantage: string): Promise<Told> => {
  const { service: id, targets, controls, deadline } = asked
  const lookAt = async (target: Asked['targets'][number]): Promise<Seen> => {
    const sight = await ports.prober.look(target, Math.min(target.timeout, deadline))
    return { ...judge(sight, target), phases: sight.phases }
  }
  const [seen, isBlind] = await Promise.all([
    Promise.all(targets.map(lookAt)),
    controlsFail(ports, { id, controls }, vantage, deadline),
  ])
  return isBlind ? { is: 'blind' } : { is: 'seen', seen }
}
