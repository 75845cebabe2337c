import { RunRefused } from '../../local/failure.ts'
import { askingAws } from '../aws-refusal.ts'
import { listenersOf } from '../listeners.ts'

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

/** Loaded here, as no other command has a use for it. */
const loaded = async () => {
  try {
    return await import('@aws-sdk/client-cloudwatch')
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
  sdk: Awaited<ReturnType<typeof loaded>>,
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

/** Asks CloudWatch and SNS, with the caller's own credentials. Throws RunRefused, or UsageError, where AWS says no. */
export const alarmsOf = async (stack: Stack, env: Environment): Promise<Alarms> => {
  const alarms = await askingAws('look at the alarms', alarmsIn(await loaded(), stack, env))
  const topics = new Set(alarms.flatMap(one => one.topics))
  const listeners = await listenersOf(topics, stack.region, env)
  return {
    count: alarms.length,
    ringing: alarms.filter(({ rings }) => rings).map(({ name }) => name),
    confirmed: listeners.filter(({ isConfirmed }) => isConfirmed).length,
    unconfirmed: listeners.filter(({ isConfirmed }) => !isConfirmed).map(({ address }) => address),
  }
}
