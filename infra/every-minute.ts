import { Stack } from 'aws-cdk-lib'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { CfnSchedule, type CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler'
import { Construct } from 'constructs'
import type { DeadLetters } from './dead-letters.ts'

/** Scheduler puts the scheduled instant in its place, ISO 8601. */
export const scheduledTime = '<aws.scheduler.scheduled-time>'

export interface EveryMinuteProps {
  readonly group: CfnScheduleGroup
  readonly target: IFunction
  /** What the target gets, one schedule for each. */
  readonly inputs: readonly object[]
  /** What Scheduler could not hand over. */
  readonly undelivered: DeadLetters
}

/** Invokes a function every minute, on the minute it is due or not at all: the next one is near. */
export class EveryMinute extends Construct {
  constructor(scope: Construct, id: string, props: EveryMinuteProps) {
    super(scope, id)
    const role = this.role(props)
    props.inputs.forEach((input, index) => {
      new CfnSchedule(this, `Schedule${index + 1}`, {
        groupName: props.group.ref,
        scheduleExpression: 'rate(1 minute)',
        flexibleTimeWindow: { mode: 'OFF' },
        target: {
          arn: props.target.functionArn,
          roleArn: role.roleArn,
          input: JSON.stringify(input),
          retryPolicy: { maximumRetryAttempts: 1, maximumEventAgeInSeconds: 60 },
          deadLetterConfig: { arn: props.undelivered.queue.queueArn },
        },
      }).node.addDependency(role)
    })
  }

  /** Only this account's schedules of this group may take it. */
  private role({ group, target, undelivered }: EveryMinuteProps): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com').withConditions({
        StringEquals: { 'aws:SourceAccount': Stack.of(this).account, 'aws:SourceArn': group.attrArn },
      }),
    })
    role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [target.functionArn] }),
    )
    role.addToPolicy(undelivered.send())
    return role
  }
}
