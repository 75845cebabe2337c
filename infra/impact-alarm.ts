import { Stack } from 'aws-cdk-lib'
import { Alarm, type AlarmProps, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'

/** Who is told, and where they read what to do. */
export interface Told {
  readonly topic: ITopic
  /** An address or a path, without a heading. */
  readonly runbook: string
}

export interface ImpactAlarmProps
  extends Pick<AlarmProps, 'metric' | 'threshold' | 'evaluationPeriods' | 'treatMissingData'> {
  /** A sentence: whom the failure hurts, and how. */
  readonly impact: string
  /** A sentence: what to do first. */
  readonly action: string
  /** Its heading in docs/runbook.md. */
  readonly heading: string
  /** At or above the threshold, if absent. */
  readonly comparisonOperator?: ComparisonOperator
  readonly told: Told
}

/** An alarm that says to whoever it wakes why it matters. There is no other kind here. */
export class ImpactAlarm extends Alarm {
  constructor(scope: Construct, id: string, { impact, action, heading, told, ...props }: ImpactAlarmProps) {
    super(scope, id, {
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...props,
      alarmName: `${Stack.of(scope).stackName}-${id}`,
      alarmDescription: `Impact: ${impact} Action: ${action} More: ${told.runbook}#${heading}`,
    })
    this.addAlarmAction(new SnsAction(told.topic))
  }
}
