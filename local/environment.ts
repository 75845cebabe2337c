import type { Environment } from '../functions/lambda.ts'
import type { XCredentials } from '../lib/adapters/x-credentials.ts'
import { environment } from '../lib/contract.ts'
import type { LocalFunction } from './wiring.ts'

/** Where the functions find the world on this machine. */
export interface Places {
  readonly dynamodb: string
  readonly eventbridge: string
  /** Where files are put; absent for who only reads the table. */
  readonly s3?: string | undefined
  /** Where functions are invoked by name; absent if none is. */
  readonly lambda?: string | undefined
  /** Path of the JSON array of services. */
  readonly services: string
  /** Length of a round in seconds. */
  readonly every: number
  /** A stand-in's address; the live X, if absent. */
  readonly xUrl: string | undefined
  readonly credentials: XCredentials
  /** A JSON array. */
  readonly linkKeys: string
  /** Where operators find this run. */
  readonly url: string
  /** JSON: the operators' webhooks. */
  readonly webhooks?: string | undefined
}

/** What the SDK's clients need of the environment; nothing here reaches an account. */
export const sdkEnvironment = ({
  dynamodb,
  eventbridge,
  s3,
}: Pick<Places, 'dynamodb' | 'eventbridge' | 's3'>) => ({
  AWS_REGION: 'local',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
  AWS_ENDPOINT_URL_EVENTBRIDGE: eventbridge,
  ...(s3 === undefined ? {} : { AWS_ENDPOINT_URL_S3: s3 }),
})

const ofSecret = ({ xUrl, credentials, linkKeys }: Places) => ({
  X_APP_KEY: credentials.appKey,
  X_APP_SECRET: credentials.appSecret,
  X_ACCESS_TOKEN: credentials.accessToken,
  X_ACCESS_SECRET: credentials.accessSecret,
  [environment.linkKeys]: linkKeys,
  ...(xUrl === undefined ? {} : { [environment.xUrl]: xUrl }),
})

/** There are no topics here: what they would be told is a line of the journal. */
const ofTopics = ({ webhooks }: Places) => ({
  [environment.firstTopic]: 'journal',
  [environment.secondTopic]: 'journal',
  ...(webhooks === undefined ? {} : { [environment.webhooks]: webhooks }),
})

/** Another region: its looks at this machine's own addresses leave from its own. */
const ofVantage = ({ vantage }: LocalFunction) =>
  vantage === undefined ? {} : { AWS_REGION: vantage.region, [environment.localAddress]: vantage.address }

/**
 * A function's environment: the template's, but with local places. The secret is left out, as what it holds is
 * given instead, and only to functions that the template gives the secret.
 */
export const environmentOf = (one: LocalFunction, places: Places): Environment => {
  // A switch that waits for the real one must not be told that this one is well.
  const {
    [environment.secret]: secret,
    [environment.heartbeat]: _,
    // A run begins in the mode of its file, and has no stack.
    [environment.firstMode]: __,
    [environment.stack]: ___,
    ...own
  } = one.environment
  return {
    ...own,
    ...sdkEnvironment(places),
    ...(places.lambda === undefined ? {} : { AWS_ENDPOINT_URL_LAMBDA: places.lambda }),
    ...ofVantage(one),
    ...(secret === undefined ? {} : ofSecret(places)),
    ...(own[environment.firstTopic] === undefined ? {} : ofTopics(places)),
    ...(own[environment.operateUrl] === undefined ? {} : { [environment.operateUrl]: places.url }),
    ...(own[environment.pageUrl] === undefined ? {} : { [environment.pageUrl]: places.url }),
    [environment.services]: places.services,
    [environment.round]: `${places.every}s`,
  }
}
