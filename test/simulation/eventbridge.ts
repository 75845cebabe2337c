import {
  EventBridgeClient,
  type PutEventsCommand,
  type PutEventsCommandOutput,
} from '@aws-sdk/client-eventbridge'
import type { Process, ProcessWorld } from './process.ts'

class BusDown extends Error {
  override readonly name = 'BusDown'
}

/** EventBridge as a client meets it: entries refused one by one in an answer of 200, and answers that are lost. */
export const simulatedEventBridge = (
  world: ProcessWorld,
  process: Process,
  take: (id: string) => void,
): EventBridgeClient => {
  const { random, faults } = world
  const answer = async ({ input }: PutEventsCommand): Promise<PutEventsCommandOutput> => {
    await process.pause()
    const Entries = (input.Entries ?? []).map(({ Detail }) => {
      if (world.isFaulty() && random.chance(faults.busRefuses)) {
        world.injected('busRefuses')
        return { ErrorCode: 'ThrottlingException' }
      }
      take(JSON.parse(Detail ?? '{}').id)
      return { EventId: 'simulated' }
    })
    await process.pause()
    if (world.isFaulty() && random.chance(faults.busLost)) {
      world.injected('busLost')
      throw new BusDown('the answer was lost')
    }
    const FailedEntryCount = Entries.filter(({ ErrorCode }) => ErrorCode !== undefined).length
    return { $metadata: {}, FailedEntryCount, Entries }
  }
  return Object.assign(Object.create(EventBridgeClient.prototype), { send: answer })
}
