import { SignatureV4 } from '@smithy/signature-v4'
import * as v from 'valibot'
import { Sha256 } from '../../cli/sha256.ts'
import { dynamodbClient } from '../../lib/adapters/aws-clients.ts'
import { dynamodbStore } from '../../lib/adapters/dynamodb-store.ts'
import { accountId, type Emulator, region } from './emulator.ts'
import { StepFailed } from './failure.ts'

export interface Credentials {
  readonly AWS_ACCESS_KEY_ID: string
  readonly AWS_SECRET_ACCESS_KEY: string
}

const groupsSchema = v.object({ logGroups: v.array(v.object({ logGroupName: v.string() })) })
const eventsSchema = v.object({ events: v.array(v.object({ timestamp: v.number(), message: v.string() })) })
export type LogEvent = v.InferOutput<typeof eventsSchema>['events'][number]

/** One signed POST to a service that has no client here. Throws StepFailed for every answer but 200. */
const asker = ({ url, env }: Emulator) => {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = env
  const credentials = { accessKeyId, secretAccessKey }
  const { host, hostname } = new URL(url)
  return async (
    service: string,
    body: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<string> => {
    const signer = new SignatureV4({ service, region, credentials, sha256: Sha256 })
    const request = { method: 'POST', protocol: 'https:', hostname, path: '/', query: {}, body }
    const signed = await signer.sign({ ...request, headers: { host, ...headers } })
    const { host: _, ...sent } = signed.headers
    const answer = await fetch(url, { method: 'POST', headers: sent, body })
    const text = await answer.text()
    if (!answer.ok) throw new StepFailed(`${service} answered ${answer.status}: ${text.slice(0, 300)}`)
    return text
  }
}

const within = (xml: string, name: string): string =>
  new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1] ?? ''

/** What an engineer does in the account beside deploying, with the account's own means. */
export const accountOn = (emulator: Emulator) => {
  const ask = asker(emulator)
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const iam = (Action: string, fields: Readonly<Record<string, string>>) =>
    ask('iam', new URLSearchParams({ Action, Version: '2010-05-08', ...fields }).toString(), form)
  const logs = async <S extends v.GenericSchema>(name: string, fields: object, schema: S) => {
    const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `Logs_20140328.${name}` }
    return v.parse(schema, JSON.parse(await ask('logs', JSON.stringify(fields), headers)))
  }
  return {
    /** A user who may do nothing, or only invoke this. */
    user: async (UserName: string, invokes?: string): Promise<Credentials> => {
      await iam('CreateUser', { UserName })
      const Statement = { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: invokes }
      const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement })
      if (invokes) await iam('PutUserPolicy', { UserName, PolicyName: 'operators', PolicyDocument })
      const made = await iam('CreateAccessKey', { UserName })
      return {
        AWS_ACCESS_KEY_ID: within(made, 'AccessKeyId'),
        AWS_SECRET_ACCESS_KEY: within(made, 'SecretAccessKey'),
      }
    },
    store: (table: string, credentials: object = {}) =>
      dynamodbStore(dynamodbClient({ ...emulator.env, ...credentials }), table),
    /** What a function has written, oldest first; `part` of its log's name. */
    log: async (part: string): Promise<readonly LogEvent[]> => {
      const { logGroups } = await logs('DescribeLogGroups', {}, groupsSchema)
      const group = logGroups.find(({ logGroupName }) => logGroupName.includes(part))
      if (!group) throw new StepFailed(`there is no log of ${part}`)
      return (await logs('FilterLogEvents', group, eventsSchema)).events
    },
  }
}
export type Account = ReturnType<typeof accountOn>

/** What docs/deploy.md gives to operators: the commands of one API, and nothing else. */
export const commandsOf = (apiId: string): string =>
  `arn:aws:execute-api:${region}:${accountId}:${apiId}/$default/POST/commands`
