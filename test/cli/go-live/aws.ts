import { createServer } from 'node:http'
import { afterEach } from 'vitest'
import { bodyOf, jsonOf } from '../../../local/body.ts'
import { end, listen } from '../../../local/listen.ts'

const endings: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const one of endings.splice(0)) await one()
})

interface Told {
  /** By name: whether it rings. */
  readonly alarms?: Readonly<Record<string, boolean>>
  /** By address: whether it has confirmed. */
  readonly listeners?: Readonly<Record<string, boolean>>
  /** AWS lets the caller see nothing. */
  readonly denies?: boolean
}

const topic = 'arn:aws:sns:eu-west-1:123456789012:alarms'

const alarmsOf = ({ alarms = {} }: Told, prefix: string) =>
  Object.entries(alarms)
    .filter(([name]) => name.startsWith(prefix))
    .map(([AlarmName, rings]) => ({ AlarmName, StateValue: rings ? 'ALARM' : 'OK', AlarmActions: [topic] }))

const member = ([address, isConfirmed]: readonly [string, boolean]): string =>
  `<member><Protocol>email</Protocol><Endpoint>${address}</Endpoint><SubscriptionArn>${isConfirmed ? `${topic}:one` : 'PendingConfirmation'}</SubscriptionArn></member>`

const listenersOf = ({ listeners = {} }: Told): string =>
  `<ListSubscriptionsByTopicResponse><ListSubscriptionsByTopicResult><Subscriptions>${Object.entries(listeners).map(member).join('')}</Subscriptions></ListSubscriptionsByTopicResult></ListSubscriptionsByTopicResponse>`

/** CloudWatch and SNS, as far as `go-live` asks them; the environment that leads there. */
export const alarmingAws = async (told: Told) => {
  const server = createServer(async (request, response) => {
    const body = (await bodyOf(request, 10_000)) ?? ''
    if (told.denies) {
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' })
      response.end(JSON.stringify({ __type: 'AccessDeniedException', message: 'not authorized' }))
    } else if (body.startsWith('Action=ListSubscriptionsByTopic')) {
      response.setHeader('content-type', 'text/xml')
      response.end(listenersOf(told))
    } else {
      const { AlarmNamePrefix } = jsonOf(body) as { AlarmNamePrefix: string }
      response.setHeader('content-type', 'application/x-amz-json-1.0')
      response.end(JSON.stringify({ MetricAlarms: alarmsOf(told, AlarmNamePrefix) }))
    }
  })
  const url = `http://127.0.0.1:${await listen(server, 0)}`
  endings.push(() => end(server))
  return { AWS_ENDPOINT_URL: url }
}
