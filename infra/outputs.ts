import { CfnOutput } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import type { Bus } from './bus.ts'
import type { Operate } from './operate.ts'
import type { Store } from './store.ts'
import type { XSecret } from './x-secret.ts'

export interface OutputsProps {
  readonly store: Store
  readonly bus: Bus
  readonly operate: Operate
  readonly secret: XSecret
}

const say = (scope: Construct, id: string, description: string, value: string) =>
  new CfnOutput(scope, id, { description, value })

/** What a person needs to know after `cdk deploy`. */
export const outputs = (scope: Construct, { store, bus, operate, secret }: OutputsProps): void => {
  say(scope, 'TableName', 'Records and ledgers', store.table.tableName)
  say(scope, 'BusName', 'Where the events can be listened to', bus.bus.eventBusName)
  const url = operate.address.api.apiEndpoint
  say(scope, 'OperateUrl', 'Takes the commands of the operators', url)
  say(scope, 'NextCommand', 'Asks how it goes', `npm run atalaya -- status --url ${url}`)
  const arn = secret.secret.secretArn
  say(scope, 'XSecretArn', "Holds X's four values", arn)
  say(
    scope,
    'NextSecret',
    "Puts X's four values in their place, from a file like docs/deploy.md shows",
    `aws secretsmanager put-secret-value --secret-id ${arn} --secret-string file://x.json`,
  )
}
