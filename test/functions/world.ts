import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { type Environment, type Handler, jsonJournal, type Wire } from '../../functions/lambda.ts'
import { dynamodbStore } from '../../lib/adapters/dynamodb-store.ts'
import type { XCredentials } from '../../lib/adapters/x-credentials.ts'
import type { ServiceFile } from '../../lib/service/service.ts'
import { startSites } from '../../local/sites.ts'
import { startX } from '../../local/x.ts'
import { awsEnvironment, startDynalite } from '../adapters/dynalite.ts'
import { startFakeAws } from './aws.ts'

export const credentials: XCredentials = {
  appKey: 'the-app-key-of-the-test',
  appSecret: 'the-app-secret-of-the-test',
  accessToken: '1234567890-the-access-token-of-the-test',
  accessSecret: 'the-access-secret-of-the-test',
}
export const linkKey = 'the-key-of-links-of-the-test-of-the-functions'
export const sessionToken = 'the-session-token-of-the-test'

/** A line of a function's log, parsed. */
export type Line = Readonly<Record<string, unknown>> & { readonly kind: string }

const own = {
  X_APP_KEY: credentials.appKey,
  X_APP_SECRET: credentials.appSecret,
  X_ACCESS_TOKEN: credentials.accessToken,
  X_ACCESS_SECRET: credentials.accessSecret,
}

/** Everything that a function talks to, on loopback sockets: database, bus, secret, sites and an X. */
export const startWorld = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'atalaya-functions-'))
  const [database, aws, sites, x] = await Promise.all([
    startDynalite(),
    startFakeAws(JSON.stringify(credentials)),
    startSites(),
    startX({ credentials }),
  ])
  const table = await database.table()
  const site = sites.add('sede')
  const file = join(folder, 'services.json')
  const written: string[] = []

  /** A service with one component on the site; three bad rounds open, two good ones end. */
  const service = (over: Partial<ServiceFile> = {}): ServiceFile => ({
    id: 'seguridad-social',
    code: 'SS',
    name: { es: 'la Seguridad Social' },
    contact: 'https://example.org/who',
    components: [
      {
        id: 'sede',
        name: { es: 'la Sede Electrónica' },
        targets: [{ url: site.url, expect: { contains: ['/wps/portal/'] } }],
      },
    ],
    policy: { recheck: [] },
    ...over,
  })
  const deploy = (...services: ServiceFile[]) => writeFile(file, JSON.stringify(services))
  await deploy(service())

  const env: Environment = {
    ...awsEnvironment,
    AWS_SESSION_TOKEN: sessionToken,
    AWS_ENDPOINT_URL_DYNAMODB: database.url,
    AWS_ENDPOINT_URL_EVENTBRIDGE: aws.url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: aws.url,
    TABLE_NAME: table,
    BUS_NAME: 'the-bus',
    SERVICES_FILE: file,
    ROUND: '60s',
    CHANNEL: 'x',
    X_URL: x.url,
    LINK_KEYS: JSON.stringify([linkKey]),
    ...own,
  }

  return {
    env,
    aws,
    site,
    x,
    service,
    deploy,
    store: dynamodbStore(database.client, table),
    /** A handler as Lambda would have it, with another environment where `over` says so. */
    wired: (wire: Wire, over: Environment = {}): Handler =>
      wire(
        { ...env, ...over },
        jsonJournal(text => written.push(text)),
      ),
    /** The log, as text and as lines. */
    written,
    lines: (kind?: string): readonly Line[] =>
      written.map((text): Line => JSON.parse(text)).filter(line => kind === undefined || line.kind === kind),
    /** Puts a record or ledger into the table that nobody can read; the index finds it. */
    spoil: (id: string, sk: string, body = '{"schema":1}') =>
      database.client.send(
        new PutItemCommand({
          TableName: table,
          Item: {
            pk: { S: `service#${id}` },
            sk: { S: sk },
            version: { N: '1' },
            body: { S: body },
            live: { S: 'live' },
          },
        }),
      ),
    /** Bodies of a service's items, by their sort keys. */
    items: async (id: string): Promise<Readonly<Record<string, string | undefined>>> => {
      const { Items = [] } = await database.client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: `service#${id}` } },
        }),
      )
      return Object.fromEntries(Items.map(({ sk, body }) => [sk?.S ?? '', body?.S]))
    },
    close: async () => {
      await Promise.all([sites.close(), x.close(), aws.close()])
      await database.close()
      await rm(folder, { recursive: true })
    },
  }
}

export type World = Awaited<ReturnType<typeof startWorld>>

/** What EventBridge Scheduler sends for the round of minute `n`, counted from an hour ago. */
export const started = Math.floor(Date.now() / 60_000) * 60_000 - 3_600_000
export const roundEvent = (n: number, services: readonly string[] = ['seguridad-social']) => ({
  services,
  scheduledTime: new Date(started + n * 60_000).toISOString(),
})
