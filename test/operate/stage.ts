import { memoryStore } from '../../lib/adapters/memory-store.ts'
import { shadowChannel } from '../../lib/adapters/shadow-channel.ts'
import type { FirstPorts } from '../../lib/incident/first-record.ts'
import { operate, type Reply } from '../../lib/operate/operate.ts'
import type { ReadinessPorts } from '../../lib/operate/readiness.ts'
import type { Channel } from '../../lib/ports.ts'
import { reconcile } from '../../lib/publish/publisher.ts'
import type { ServiceFile } from '../../lib/service/service.ts'
import { aService, eleven, minute } from '../given.ts'
import { aWatch } from '../incident/watch.ts'

/** A service with its probe, its publisher and an operator at the endpoint, on one clock. */
export const aDesk = (
  over: Partial<ServiceFile> = {},
  more: ReadinessPorts & Pick<FirstPorts, 'firstMode'> = {},
) => {
  const service = aService(over)
  const services = new Map([[service.id, service]])
  const its = aWatch(service, memoryStore(), eleven, more)
  let rounds = 0
  let said = 0
  let ids = 0
  const uniqueId = () => `id-${++ids}`
  let channel: Channel = shadowChannel(uniqueId)
  return {
    ...its,
    service,
    useChannel: (other: Channel) => {
      channel = other
    },
    /** Rounds in which the Sede is as the letters say: d down, u up. */
    rounds: async (letters: string) => {
      for (const letter of letters) {
        its.sees('sede', letter === 'd' ? 'down' : 'up')
        await its.round(eleven + rounds++ * minute)
      }
    },
    publish: () =>
      reconcile({ ...its.ports, channel, rehearsal: shadowChannel(uniqueId), uniqueId }, service, 'x'),
    say: (request: object): Promise<Reply> =>
      operate({ ...its.ports, ...more }, services, { request: `request-${++said}`, by: 'ana', ...request }),
  }
}
