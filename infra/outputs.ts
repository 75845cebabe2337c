import { CfnOutput } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { AlarmTopic } from './alarm-topic.ts'
import type { Bus } from './bus.ts'
import type { Operate } from './operate.ts'
import type { Page } from './page.ts'
import type { Store } from './store.ts'
import type { XSecret } from './x-secret.ts'

export interface OutputsProps {
  readonly store: Store
  readonly bus: Bus
  readonly operate: Operate
  readonly page: Page
  readonly secret: XSecret
}

const say = (scope: Construct, id: string, description: string, value: string) =>
  new CfnOutput(scope, id, { description, value })

const pending = ({ topic }: AlarmTopic): string =>
  `aws sns list-subscriptions-by-topic --topic-arn ${topic.topicArn} --query "Subscriptions[?SubscriptionArn=='PendingConfirmation'].Endpoint"`

/** Facts for programs, and what a person does next: sorted by name, in the order in which it is done. */
export const outputs = (scope: Construct, { store, bus, operate, page, secret }: OutputsProps): void => {
  say(scope, 'TableName', 'Records and ledgers', store.table.tableName)
  say(scope, 'BusName', 'Where the events can be listened to', bus.bus.eventBusName)
  const url = operate.address.api.apiEndpoint
  say(scope, 'OperateUrl', 'Takes the commands of the operators', url)
  say(scope, 'PageUrl', 'Where citizens read how it goes', `${page.url}/`)
  say(scope, 'PageBucketName', "Holds the page's files", page.files.bucket.bucketName)
  const arn = secret.secret.secretArn
  say(scope, 'XSecretArn', "Holds X's four values, the keys of links and the webhooks", arn)

  const atalaya = 'npm run atalaya --'
  say(scope, 'Next1XLogin', "Puts X's credentials into their place", `${atalaya} x-login --secret ${arn}`)
  const alarms = scope.node.tryFindChild('AlarmTopic')
  if (alarms instanceof AlarmTopic)
    say(scope, 'Next2Email', 'Says who has yet to confirm the mail that AWS sent', pending(alarms))
  say(scope, 'Next3GoLive', 'Lets the public read it', `${atalaya} go-live --url ${url}`)
  say(scope, 'Next4Status', 'Asks how it goes', `${atalaya} status --url ${url}`)
  say(scope, 'Next5Page', 'Is what citizens read, minutes after the first round', `${page.url}/`)
}
