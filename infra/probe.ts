import { Duration } from 'aws-cdk-lib'
import type { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler'
import { Construct } from 'constructs'
import { environment } from '../lib/contract.ts'
import type { Service } from '../lib/service/service.ts'
import { AtalayaFunction, type AtalayaFunctionProps } from './atalaya-function.ts'
import type { Bus } from './bus.ts'
import type { DeadLetters } from './dead-letters.ts'
import { EveryMinute, scheduledTime } from './every-minute.ts'
import type { Store } from './store.ts'
import { asking } from './vantages.ts'

/** Services that one invocation looks at: dozens still fit a round, each on its own. */
export const shardSize = 24

const shards = (ids: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / shardSize) }, (_, n) =>
    ids.slice(n * shardSize, (n + 1) * shardSize),
  )

export interface ProbeProps extends Pick<AtalayaFunctionProps, 'settings' | 'key' | 'servicesFile'> {
  readonly services: readonly Service[]
  readonly store: Store
  readonly bus: Bus
  readonly schedules: CfnScheduleGroup
  /** Takes what could not be delivered, and what failed. */
  readonly leftBehind: DeadLetters
}

/** Looks at every service every minute. A round that failed is not repeated: the next one says more. */
export class Probe extends Construct {
  readonly function: AtalayaFunction

  constructor(
    scope: Construct,
    id: string,
    { services, store, bus, schedules, leftBehind, ...props }: ProbeProps,
  ) {
    super(scope, id)
    const { heartbeatUrl } = props.settings
    const vantages = asking(this, services)
    this.function = new AtalayaFunction(this, 'Probe', {
      ...props,
      entry: 'probe',
      description: 'Looks at the services and decides what is an incident',
      environment: {
        [environment.table]: store.table.tableName,
        [environment.bus]: bus.bus.eventBusName,
        [environment.round]: '60s',
        [environment.firstMode]: 'shadow',
        ...vantages.environment,
        ...(heartbeatUrl !== undefined && { [environment.heartbeat]: heartbeatUrl }),
      },
      may: [...store.readAndWrite(), bus.put(), ...vantages.may],
      // Handshakes are computing: with less, our own slowness would count as theirs. docs/cost.md has what was measured.
      memory: 384,
      // A round ends by itself after 50 s; this is for the one that does not.
      timeout: Duration.seconds(58),
      asynchronous: { retries: 0, age: Duration.minutes(1), failed: leftBehind },
    })
    new EveryMinute(this, 'Rounds', {
      group: schedules,
      target: this.function.lambda,
      inputs: shards(services.map(one => one.id)).map((ids, n) => ({
        services: ids,
        scheduledTime,
        // One beat a minute, whatever the number of shards: no switch wants hundreds, nor could it tell one that is missing.
        ...(heartbeatUrl !== undefined && n === 0 && { beats: true }),
      })),
      undelivered: leftBehind,
    })
  }
}
