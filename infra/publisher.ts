import { Duration } from 'aws-cdk-lib'
import type { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler'
import { Construct } from 'constructs'
import { detailTypes, environment } from '../lib/contract.ts'
import type { ChannelId, Service } from '../lib/service/service.ts'
import { AtalayaFunction, type AtalayaFunctionProps, patience } from './atalaya-function.ts'
import type { Bus } from './bus.ts'
import type { DeadLetters } from './dead-letters.ts'
import { hintsAndTicks } from './hints.ts'
import type { Store } from './store.ts'
import type { XSecret } from './x-secret.ts'

/** What may change what is due on a channel. */
const telling = detailTypes.filter(type => type !== 'certificate.expiring')

/** Seconds that a publisher may run: it must be gone before another may touch its flight. */
const timeout = (services: readonly Service[]): number => {
  const lease = Math.min(...services.map(one => one.policy.reconcile.lease)) / 1_000
  const below = Math.floor((lease * 5) / 6)
  // Whole seconds fit between the kill and the end of a lease from 4 s on; shorter ones are for trying things out.
  return below > (lease * 2) / 3 ? below : Math.ceil(lease)
}

export interface PublisherProps extends Pick<AtalayaFunctionProps, 'settings' | 'key' | 'servicesFile'> {
  readonly channel: ChannelId
  readonly services: readonly Service[]
  readonly store: Store
  readonly bus: Bus
  readonly secret: XSecret
  readonly schedules: CfnScheduleGroup
  /** Takes what could not be delivered, and what failed. */
  readonly leftBehind: DeadLetters
}

/** Tells one channel. An event is a hint to look now; the tick looks every minute whatever was lost. */
export class Publisher extends Construct {
  readonly channel: ChannelId
  readonly function: AtalayaFunction

  constructor(scope: Construct, id: string, props: PublisherProps) {
    super(scope, id)
    const { channel, services, store, bus, secret, schedules, leftBehind, ...rest } = props
    this.channel = channel
    this.function = new AtalayaFunction(this, 'Publish', {
      ...rest,
      entry: 'publish',
      description: `Tells what is due on ${channel}, once`,
      environment: {
        [environment.table]: store.table.tableName,
        [environment.channel]: channel,
        [environment.secret]: secret.secret.secretArn,
        ...(rest.settings.xUrl !== undefined && { [environment.xUrl]: rest.settings.xUrl }),
      },
      may: [...store.readAndWrite(), store.findLive(), ...secret.read()],
      memory: 256,
      timeout: Duration.seconds(timeout(services)),
      asynchronous: { retries: 2, age: patience, failed: leftBehind },
    })
    hintsAndTicks(this, {
      bus,
      schedules,
      description: `What may change what is due on ${channel}`,
      types: telling,
      target: this.function,
      undelivered: leftBehind,
    })
  }
}
