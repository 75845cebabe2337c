import { Duration } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler'
import { Construct } from 'constructs'
import { detailTypes, environment } from '../lib/contract.ts'
import type { AlarmTopic } from './alarm-topic.ts'
import { AtalayaFunction, type AtalayaFunctionProps, patience } from './atalaya-function.ts'
import type { Bus } from './bus.ts'
import type { DeadLetters } from './dead-letters.ts'
import type { EscalationTopic } from './escalation-topic.ts'
import { hintsAndTicks } from './hints.ts'
import type { Operate } from './operate.ts'
import type { Store } from './store.ts'
import type { XSecret } from './x-secret.ts'

export interface AlertProps extends Pick<AtalayaFunctionProps, 'settings' | 'key' | 'servicesFile'> {
  readonly store: Store
  readonly bus: Bus
  /** Holds the webhooks, and the keys of links. */
  readonly secret: XSecret
  readonly schedules: CfnScheduleGroup
  /** Takes what could not be delivered, and what failed. */
  readonly leftBehind: DeadLetters
  /** Where links lead to. */
  readonly operate: Operate
  readonly first: AlarmTopic
  readonly second: EscalationTopic
}

/** Tells the operators. An event is a hint to look now; the tick looks every minute whatever was lost. */
export class Alert extends Construct {
  readonly function: AtalayaFunction

  constructor(scope: Construct, id: string, props: AlertProps) {
    super(scope, id)
    const { settings, key, servicesFile, store, bus, secret, schedules, operate, first, second, leftBehind } =
      props
    this.function = new AtalayaFunction(this, 'Alert', {
      settings,
      key,
      servicesFile,
      entry: 'alert',
      description: 'Tells the operators what they should know',
      environment: {
        [environment.table]: store.table.tableName,
        [environment.secret]: secret.secret.secretArn,
        [environment.firstTopic]: first.topic.topicArn,
        [environment.secondTopic]: second.topic.topicArn,
        [environment.operateUrl]: operate.address.api.apiEndpoint,
        ...(settings.runbookUrl !== undefined && { [environment.runbook]: settings.runbookUrl }),
      },
      may: [...store.readAndWrite(), store.findLive(), ...secret.read(), ...tell(first, second)],
      memory: 256,
      // No send begins after 12 seconds, none takes more than 8; another may send after 45.
      timeout: Duration.seconds(30),
      asynchronous: { retries: 2, age: patience, failed: leftBehind },
    })
    hintsAndTicks(this, {
      bus,
      schedules,
      description: 'What may change what operators should know',
      types: detailTypes,
      target: this.function,
      undelivered: leftBehind,
    })
  }
}

/** Both topics, and the key that they share, if it is our own. */
const tell = (first: AlarmTopic, second: EscalationTopic): readonly PolicyStatement[] => [
  new PolicyStatement({
    actions: ['sns:Publish'],
    resources: [first.topic.topicArn, second.topic.topicArn],
  }),
  ...(first.key ? [first.key.topics()] : []),
]
