import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'
import { metrics } from '../lib/contract.ts'
import { ImpactAlarm } from './impact-alarm.ts'
import { happened, older } from './measures.ts'

/** A post did not get through, or nobody knows whether it did. */
export const alarmsOfPosts = (scope: Construct, topic: ITopic): void => {
  new ImpactAlarm(scope, 'PostUnknown', {
    topic,
    impact: 'For 10 minutes nobody knows whether a post is public: followers are told nothing further.',
    action: "Look at the account's posts, then at the publisher's log.",
    heading: 'post-unknown',
    ...older(scope, metrics.unknownAge, 600),
  })
  new ImpactAlarm(scope, 'PostUnclear', {
    topic,
    impact: 'A post in doubt was given up: followers may have missed a fall or its end.',
    action: "Look for the incident's code among the account's posts.",
    heading: 'post-unclear',
    ...happened(scope, metrics.unclear),
  })
  new ImpactAlarm(scope, 'PostRefused', {
    topic,
    impact: 'The channel refuses a post: followers are not told that step of the incident.',
    action: "Read why in the publisher's log; it is tried again every 15 minutes while it is due.",
    heading: 'post-refused',
    ...happened(scope, metrics.refused),
  })
  new ImpactAlarm(scope, 'ChannelUnpaid', {
    topic,
    impact: 'X answers that there are no credits: no post appears, not even the end of an outage.',
    action: "Buy credits in X's developer console; what is owed is then told by itself.",
    heading: 'channel-unpaid',
    ...happened(scope, metrics.unpaid),
  })
}
