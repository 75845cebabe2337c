import { RunRefused } from '../../local/failure.ts'
import { askingAws } from '../aws-refusal.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** What AWS says of the alarms of a stack, and of whoever they wake. */
export interface Alarms {
  /** How many there are. */
  readonly count: number
  /** Names of those that ring now. */
  readonly ringing: readonly string[]
  /** Addresses that take what they say, and those that have not confirmed that they want it. */
  readonly confirmed: number
  readonly unconfirmed: readonly string[]
}

interface Stack {
  readonly name: string
  readonly region: string
}

/** Loaded here, as no other command has a use for them. */
const loaded = async () => {
  try {
    return await Promise.all([import('@aws-sdk/client-cloudwatch'), import('@aws-sdk/client-sns')])
  } catch (cause) {
    throw new RunRefused(
      'this copy of atalaya cannot ask CloudWatch: @aws-sdk/client-cloudwatch is missing',
      {
        cause,
      },
    )
  }
}

const placeOf = (region: string, endpoint: string | undefined) => ({
  region,
  ...(endpoint !== undefined && { endpoint }),
})

interface FoundAlarm {
  readonly name: string
  readonly rings: boolean
  readonly topics: readonly string[]
}

const isTopic = (arn: string): boolean => /^arn:[^:]+:sns:/.test(arn)

/** All whose names begin as the stack's alarms do. */
const alarmsIn = async (
  sdk: Awaited<ReturnType<typeof loaded>>[0],
  { name, region }: Stack,
  env: Environment,
) => {
  const endpoint = env['AWS_ENDPOINT_URL_CLOUDWATCH'] ?? env['AWS_ENDPOINT_URL']
  const client = new sdk.CloudWatchClient(placeOf(region, endpoint))
  const found: FoundAlarm[] = []
  for await (const page of sdk.paginateDescribeAlarms({ client }, { AlarmNamePrefix: `${name}-` }))
    for (const { AlarmName = '', StateValue, AlarmActions = [] } of page.MetricAlarms ?? [])
      found.push({ name: AlarmName, rings: StateValue === 'ALARM', topics: AlarmActions.filter(isTopic) })
  return found
}

/** Who has subscribed to topics; an address that has not confirmed hears nothing. */
const listenersOf = async (
  sdk: Awaited<ReturnType<typeof loaded>>[1],
  topics: ReadonlySet<string>,
  region: string,
  env: Environment,
) => {
  const client = new sdk.SNSClient(placeOf(region, env['AWS_ENDPOINT_URL_SNS'] ?? env['AWS_ENDPOINT_URL']))
  const found: { readonly address: string; readonly isConfirmed: boolean }[] = []
  for (const TopicArn of topics)
    for await (const page of sdk.paginateListSubscriptionsByTopic({ client }, { TopicArn }))
      for (const { Endpoint = '', SubscriptionArn = '' } of page.Subscriptions ?? [])
        found.push({ address: Endpoint, isConfirmed: SubscriptionArn.startsWith('arn:') })
  return found
}

/** Asks CloudWatch and SNS, with the caller's own credentials. Throws RunRefused, or UsageError, where AWS says no. */
export const alarmsOf = async (stack: Stack, env: Environment): Promise<Alarms> => {
  const [cloudwatch, sns] = await loaded()
  const alarms = await askingAws('look at the alarms', alarmsIn(cloudwatch, stack, env))
  const topics = new Set(alarms.flatMap(one => one.topics))
  const asked = listenersOf(sns, topics, stack.region, env)
  const listeners = await askingAws('see who the alarms wake', asked)
  return {
    count: alarms.length,
    ringing: alarms.filter(({ rings }) => rings).map(({ name }) => name),
    confirmed: listeners.filter(({ isConfirmed }) => isConfirmed).length,
    unconfirmed: listeners.filter(({ isConfirmed }) => !isConfirmed).map(({ address }) => address),
  }
}
