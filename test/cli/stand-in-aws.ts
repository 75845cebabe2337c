import { createServer } from 'node:http'
import { bodyOf, jsonOf } from '../../local/body.ts'
import { end, listen } from '../../local/listen.ts'

export const account = '111122223333'
export const region = 'eu-west-1'

/** A stack, as CloudFormation would describe it. */
export interface Standing {
  readonly account?: string
  readonly outputs: Readonly<Record<string, string>>
  /** ARNs of its topics. */
  readonly topics?: readonly string[]
}

export interface Subscription {
  readonly protocol: string
  readonly endpoint: string
  readonly isConfirmed: boolean
}

const stackXml = (name: string, where: string, { outputs, account: owner = account }: Standing) =>
  `<member><StackName>${name}</StackName><StackId>arn:aws:cloudformation:${where}:${owner}:stack/${name}/1</StackId>
<StackStatus>UPDATE_COMPLETE</StackStatus><CreationTime>2026-11-20T10:00:00Z</CreationTime><Outputs>${Object.entries(
    outputs,
  )
    .map(
      ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
    )
    .join('')}</Outputs></member>`

const resourceXml = (arn: string) =>
  `<member><ResourceType>AWS::SNS::Topic</ResourceType><PhysicalResourceId>${arn}</PhysicalResourceId>
<LogicalResourceId>T</LogicalResourceId><ResourceStatus>CREATE_COMPLETE</ResourceStatus><Timestamp>2026-11-20T10:00:00Z</Timestamp></member>`

const subscriptionXml = (topic: string, { protocol, endpoint, isConfirmed }: Subscription) =>
  `<member><TopicArn>${topic}</TopicArn><Protocol>${protocol}</Protocol><Endpoint>${endpoint}</Endpoint>
<SubscriptionArn>${isConfirmed ? `${topic}:1` : 'PendingConfirmation'}</SubscriptionArn></member>`

const answered = (action: string, inside: string) =>
  `<${action}Response><${action}Result>${inside}</${action}Result></${action}Response>`

const refused = (code: string, message: string) =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`

/** CloudFormation, SNS and Secrets Manager, as far as the CLI asks them, on a loopback port. */
export const startStandInAws = async () => {
  const stacks = new Map<string, Standing>()
  const subscriptions = new Map<string, readonly Subscription[]>()
  const asked: string[] = []
  let secret: string | undefined
  let refusal: { readonly of: RegExp; readonly code: string; readonly message: string } | undefined

  const query = (form: URLSearchParams, where: string): readonly [number, string] => {
    const action = form.get('Action') ?? ''
    const name = form.get('StackName') ?? ''
    const stack = stacks.get(`${where} ${name}`)
    if (action === 'ListSubscriptionsByTopic') {
      const topic = form.get('TopicArn') ?? ''
      const members = (subscriptions.get(topic) ?? []).map(one => subscriptionXml(topic, one))
      return [200, answered(action, `<Subscriptions>${members.join('')}</Subscriptions>`)]
    }
    if (!stack) return [400, refused('ValidationError', `Stack with id ${name} does not exist`)]
    if (action === 'DescribeStacks')
      return [200, answered(action, `<Stacks>${stackXml(name, where, stack)}</Stacks>`)]
    const resources = (stack.topics ?? []).map(resourceXml).join('')
    return [200, answered(action, `<StackResources>${resources}</StackResources>`)]
  }

  const secrets = (
    operation: string,
    body: { readonly SecretString?: string },
  ): readonly [number, string] => {
    if (operation === 'PutSecretValue') secret = body.SecretString
    else if (secret === undefined)
      return [400, JSON.stringify({ __type: 'ResourceNotFoundException', message: 'no such secret' })]
    return [200, JSON.stringify({ ARN: 'arn', Name: 'x', SecretString: secret })]
  }

  const server = createServer(async (request, response) => {
    const body = (await bodyOf(request, 300_000)) ?? ''
    const [, where = ''] = /\/\d{8}\/([\w-]+)\//.exec(request.headers.authorization ?? '') ?? []
    const target = String(request.headers['x-amz-target'] ?? '')
    const form = new URLSearchParams(body)
    const operation = target === '' ? (form.get('Action') ?? '') : (target.split('.').at(-1) ?? '')
    asked.push(operation)
    if (refusal?.of.test(operation)) {
      const { code, message } = refusal
      const isJson = target !== ''
      response.setHeader('content-type', isJson ? 'application/x-amz-json-1.1' : 'text/xml')
      response.writeHead(403).end(isJson ? JSON.stringify({ __type: code, message }) : refused(code, message))
      return
    }
    const isQuery = target === ''
    const [status, said] = isQuery
      ? query(form, where)
      : secrets(operation, jsonOf(body) as { SecretString?: string })
    response.setHeader('content-type', isQuery ? 'text/xml' : 'application/x-amz-json-1.1')
    response.writeHead(status).end(said)
  })
  const url = `http://127.0.0.1:${await listen(server, 0)}`
  return {
    url,
    /** What a program needs to speak to it, and to nobody else. */
    env: {
      AWS_ENDPOINT_URL: url,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: 'AKIAANA',
      AWS_SECRET_ACCESS_KEY: 'of-ana',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    /** Operations that were asked for, oldest first. */
    asked,
    stands: (name: string, stack: Standing, where = region) => void stacks.set(`${where} ${name}`, stack),
    subscribes: (topic: string, all: readonly Subscription[]) => void subscriptions.set(topic, all),
    /** Says no to these operations from now on. */
    refuses: (of: RegExp, code: string, message = 'no') => {
      refusal = { of, code, message }
    },
    keep: (value: unknown) => {
      secret = typeof value === 'string' ? value : JSON.stringify(value)
    },
    kept: (): unknown => jsonOf(secret ?? ''),
    close: () => end(server),
  }
}

export type StandInAws = Awaited<ReturnType<typeof startStandInAws>>
