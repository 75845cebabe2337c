import { Duration } from 'aws-cdk-lib'
import { Stats } from 'aws-cdk-lib/aws-cloudwatch'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'
import type { Alert } from './alert.ts'
import type { AtalayaFunction } from './atalaya-function.ts'
import type { DeadLetters } from './dead-letters.ts'
import { ImpactAlarm } from './impact-alarm.ts'
import type { Operate } from './operate.ts'
import type { Probe } from './probe.ts'
import type { Publisher } from './publisher.ts'

const period = Duration.minutes(5)

const notEmpty = ({ queue }: DeadLetters) => ({
  metric: queue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period }),
  threshold: 1,
  evaluationPeriods: 1,
})

const errors = ({ lambda }: AtalayaFunction, threshold: number) => ({
  metric: lambda.metricErrors({ statistic: Stats.SUM, period }),
  threshold,
  evaluationPeriods: 1,
})

/** A single failed round ends in the queue; errors in a row mean that there is no watch. */
export const alarmsOfProbe = (scope: Construct, probe: Probe, topic: ITopic): void => {
  new ImpactAlarm(scope, 'ProbeErrors', {
    topic,
    impact: 'Rounds fail: a fall is seen late, and citizens hear late of it and of its end.',
    action: 'Search its log for "kind":"fault"; go back to the last good deployment if one is new.',
    heading: 'probe-errors',
    ...errors(probe.function, 3),
  })
  new ImpactAlarm(scope, 'ProbeUndelivered', {
    topic,
    impact: 'A round was never started: for that minute nobody looked.',
    action: "Read the message's attributes: they name the error.",
    heading: 'probe-undelivered',
    ...notEmpty(probe.undelivered),
  })
  new ImpactAlarm(scope, 'ProbeFailed', {
    topic,
    impact: 'A round was started and broke off: for that minute nobody looked.',
    action: 'Read the error in the message, then the log of that minute.',
    heading: 'probe-failed',
    ...notEmpty(probe.failed),
  })
}

/** Each says its channel in its name. */
export const alarmsOfPublisher = (scope: Construct, publisher: Publisher, topic: ITopic): void => {
  const name = `Publish${publisher.node.id}`
  new ImpactAlarm(scope, `${name}Errors`, {
    topic,
    impact: `Telling on ${publisher.channel} fails: followers of that channel learn nothing new.`,
    action: 'Search its log for "kind":"fault"; what is due is told by itself once it runs.',
    heading: 'publish-errors',
    ...errors(publisher.function, 3),
  })
  new ImpactAlarm(scope, `${name}Undelivered`, {
    topic,
    impact: `An event or a tick did not reach the publisher of ${publisher.channel}: a post may be a minute late.`,
    action: "Read the message's attributes: they name the error.",
    heading: 'publish-undelivered',
    ...notEmpty(publisher.undelivered),
  })
  new ImpactAlarm(scope, `${name}Failed`, {
    topic,
    impact: `Telling on ${publisher.channel} failed three times in a row: a post may be late or missing.`,
    action: 'Read the error in the message, then the log of that minute.',
    heading: 'publish-failed',
    ...notEmpty(publisher.failed),
  })
}

/** Operators who hear nothing cannot help; what is due is told by itself once it runs. */
export const alarmsOfAlert = (scope: Construct, alert: Alert, topic: ITopic): void => {
  new ImpactAlarm(scope, 'AlertErrors', {
    topic,
    impact: 'Operators are not told of what fails: citizens wait longer for somebody to act.',
    action: 'Search its log for "kind":"fault"; look at the page or the status until it runs.',
    heading: 'alert-errors',
    ...errors(alert.function, 3),
  })
  new ImpactAlarm(scope, 'AlertUndelivered', {
    topic,
    impact: 'An event or a tick did not reach the alerts: operators may hear of a fall a minute late.',
    action: "Read the message's attributes: they name the error.",
    heading: 'alert-undelivered',
    ...notEmpty(alert.undelivered),
  })
  new ImpactAlarm(scope, 'AlertFailed', {
    topic,
    impact: 'Telling the operators failed three times in a row: they may hear late of a fall, or not.',
    action: 'Read the error in the message, then the log of that minute.',
    heading: 'alert-failed',
    ...notEmpty(alert.failed),
  })
}

export const alarmsOfOperate = (scope: Construct, operate: Operate, topic: ITopic): void => {
  new ImpactAlarm(scope, 'OperateErrors', {
    topic,
    impact: "An operator's command was not taken in: citizens are not told what the operator knows.",
    action: 'Say the command again: a repeat changes nothing twice. Then read its log.',
    heading: 'operate-errors',
    ...errors(operate.function, 1),
  })
  const { api } = operate.address
  new ImpactAlarm(scope, 'OperateUnanswered', {
    topic,
    impact: "An operator's command or link got no answer: citizens are not told what the operator knows.",
    action: 'Say the command again: a repeat changes nothing twice. Then read the log of the API.',
    heading: 'operate-unanswered',
    metric: api.metricServerError({ statistic: Stats.SUM, period }),
    threshold: 1,
    evaluationPeriods: 1,
  })
  new ImpactAlarm(scope, 'OperateKnocking', {
    topic,
    impact:
      "Somebody tries links or signatures, or a script runs wild: operators' commands may be slowed down.",
    action: 'Read the log of the API: routes, statuses and callers say who it is.',
    heading: 'operate-knocking',
    metric: api.metricClientError({ statistic: Stats.SUM, period }),
    threshold: 100,
    evaluationPeriods: 1,
  })
}
