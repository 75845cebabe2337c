import { Stack } from 'aws-cdk-lib'
import { Alarm, type AlarmProps, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'

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
  readonly topic: ITopic
}

/** An alarm that says to whoever it wakes why it matters. There is no other kind here. */
export class ImpactAlarm extends Alarm {
  readonly impact: string
  readonly action: string

  constructor(scope: Construct, id: string, { impact, action, heading, topic, ...props }: ImpactAlarmProps) {
    super(scope, id, {
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...props,
      alarmName: `${Stack.of(scope).stackName}-${id}`,
      alarmDescription: `Impact: ${impact} Action: ${action} More: docs/runbook.md#${heading}`,
    })
    this.impact = impact
    this.action = action
    this.addAlarmAction(new SnsAction(topic))
  }
}
