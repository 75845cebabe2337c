import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Environment, Wire } from '../../functions/lambda.ts'
import { wire as operate } from '../../functions/operate.ts'
import { wire as probe } from '../../functions/probe.ts'
import { wire as publish } from '../../functions/publish.ts'
import type { FaultName } from '../../local/x.ts'
import { awsEnvironment } from '../adapters/dynalite.ts'
import { arn, gatewayEvent } from './gateway.ts'
import { credentials, linkKey, roundEvent, sessionToken, startWorld, type World } from './world.ts'

const tick = { tick: true }
const ack = gatewayEvent('POST /commands', {
  body: JSON.stringify({ command: 'ack', incident: 'SS-0001', request: 'r1' }),
  caller: arn,
})

/** What nobody may ever read in a log, and the words that stand before such a thing. */
const secrets = [
  ...Object.values(credentials),
  sessionToken,
  linkKey,
  awsEnvironment.AWS_ACCESS_KEY_ID,
  awsEnvironment.AWS_SECRET_ACCESS_KEY,
  'OAuth',
  'oauth_',
  'Bearer',
  'AWS4-HMAC',
]
const secretsIn = (text: string) => secrets.filter(secret => text.includes(secret))

let world: World
let thrown: unknown[] = []
beforeEach(async () => {
  world = await startWorld()
  world.site.be({ is: 'status', status: 503 })
  thrown = []
})
afterEach(() => world.close())

/** Everything thrown is kept as well as said: the runtime writes it into the same log. */
const run = async (wire: Wire, event: unknown, over: Environment = {}) => {
  try {
    await world.wired(wire, over)(event)
  } catch (fault) {
    thrown.push(fault)
  }
}
const fallen = async () => {
  for (let n = 0; n < 3; n++) await run(probe, roundEvent(n))
}
/** The log, and every error with all that hangs on it: message, stack, fields, causes. */
const said = () => [...world.written, ...thrown.map(fault => inspect(fault, { depth: Infinity }))].join('\n')

describe('the log', () => {
  it('is scanned for what is really there', () => {
    expect(secretsIn(`authorization: OAuth oauth_token="${credentials.accessToken}"`)).toHaveLength(3)
  })

  it('holds no secret while all is well', async () => {
    await fallen()
    await run(operate, ack)
    await run(publish, tick)
    expect(world.x.posts()).toHaveLength(1)
    expect(thrown).toEqual([])
    expect(said()).toContain('SS-0001')
    expect(secretsIn(said())).toEqual([])
  })

  it.each<FaultName>([
    'unauthorized',
    'unpaid',
    'forbidden',
    'duplicate',
    'busy',
    'overloaded',
    'broken',
    'lost',
    'truncated',
    'html',
    'moved',
  ])('holds no secret when X answers %s', async fault => {
    await fallen()
    world.x.next(fault)
    await run(publish, tick)
    expect(world.x.requests().length + world.x.connections()).toBeGreaterThan(0)
    expect(said()).toContain('SS-0001/1')
    expect(secretsIn(said())).toEqual([])
  })

  it('holds no secret when X knows other values', async () => {
    await fallen()
    await run(publish, tick, { X_APP_SECRET: 'another-app-secret' })
    expect(world.lines('alarm')).toMatchObject([{ alarm: 'unauthorized' }])
    expect(secretsIn(said())).toEqual([])
    expect(said()).not.toContain('another-app-secret')
  })

  it('holds no secret when nobody answers at all', async () => {
    await fallen()
    const nobody = 'http://127.0.0.1:9'
    await run(publish, tick, { X_URL: nobody })
    await run(publish, tick, { AWS_ENDPOINT_URL_DYNAMODB: nobody })
    await run(operate, ack, { AWS_ENDPOINT_URL_DYNAMODB: nobody })
    await run(probe, roundEvent(3), { AWS_ENDPOINT_URL_DYNAMODB: nobody })
    await run(operate, ack, { AWS_ENDPOINT_URL_EVENTBRIDGE: nobody })
    expect(thrown).toHaveLength(3)
    expect(world.lines('fault').map(({ where, service }) => where ?? service)).toContain('bus')
    expect(secretsIn(said())).toEqual([])
  })

  it('holds no secret when values are missing or wrong', async () => {
    await fallen()
    await run(publish, tick, { X_ACCESS_SECRET: undefined })
    await run(publish, tick, { X_APP_KEY: undefined, X_SECRET_ID: 'the-secret', TABLE_NAME: 'no-such-table' })
    expect(thrown).toHaveLength(2)
    expect(secretsIn(said())).toEqual([])
  })
})

describe('what AWS quotes of a signature', () => {
  it('stays out of the log when the bus does not take it', async () => {
    world.aws.be('denies')
    await fallen()
    expect(world.lines('fault')).not.toEqual([])
    expect(secretsIn(said())).toEqual([])
  })

  it('stays out of the log when the table does not take it', async () => {
    world.aws.be('denies')
    const AWS_ENDPOINT_URL_DYNAMODB = world.aws.url
    await run(probe, roundEvent(0), { AWS_ENDPOINT_URL_DYNAMODB })
    await run(operate, ack, { AWS_ENDPOINT_URL_DYNAMODB })
    await run(publish, tick, { AWS_ENDPOINT_URL_DYNAMODB })
    expect(thrown).toHaveLength(3)
    expect(secretsIn(said())).toEqual([])
  })

  it('stays out of the log when the secret is not given', async () => {
    await fallen()
    world.aws.be('denies')
    await run(publish, tick, { X_APP_KEY: undefined, X_SECRET_ID: 'the-secret' })
    expect(world.aws.asked).toContain('GetSecretValue')
    expect(secretsIn(said())).toEqual([])
  })
})
