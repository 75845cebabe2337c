import type { Evidence } from '../../lib/audit/evidence.ts'
import { exportIncident } from '../../lib/audit/export.ts'
import { aService } from '../given.ts'
import { aWorld, type World } from '../publish/world.ts'

/** An outage of some minutes that an operator knew of, told from beginning to end. */
export const outage = async (): Promise<World> => {
  const world = aWorld(aService())
  await world.rounds('uuu')
  await world.rounds('dddbd')
  await world.publish()
  await world.say({ command: 'ack', incident: 'SS-0001' })
  await world.rounds('uu')
  await world.publish()
  return world
}

/** Evidence of an incident, as an operator gets it now. */
export const exported = async (world: World, id = 'SS-0001'): Promise<Evidence> => {
  const evidence = await exportIncident(world.store, world.service, id, world.clock.now())
  if (!evidence) throw new TypeError(`${id} is not there`)
  return evidence
}
