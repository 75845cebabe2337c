import { describe, expect, it } from 'vitest'
import { environmentOf, type Places } from '../../local/environment.ts'
import type { LocalFunction } from '../../local/wiring.ts'

const places: Places = {
  dynamodb: 'http://127.0.0.1:1',
  eventbridge: 'http://127.0.0.1:2',
  services: '/tmp/services.json',
  every: 5,
  xUrl: 'http://127.0.0.1:3',
  linkKeys: '["a-key"]',
  url: 'http://localhost:8080',
  credentials: { appKey: 'ak', appSecret: 'as', accessToken: 'at', accessSecret: 'asec' },
}
const probe: LocalFunction = {
  id: 'Probe',
  entry: 'functions/probe.ts',
  timeout: 1_000,
  retries: 0,
  environment: { TABLE_NAME: 'Table', ROUND: '60s', SERVICES_FILE: 'services.json' },
}
const publish = { ...probe, environment: { TABLE_NAME: 'Table', CHANNEL: 'x', X_SECRET_ID: 'Secret' } }

describe('the environment of a local function', () => {
  it("keeps the template's names with local places", () => {
    expect(environmentOf(probe, places)).toEqual({
      TABLE_NAME: 'Table',
      ROUND: '5s',
      SERVICES_FILE: '/tmp/services.json',
      AWS_REGION: 'local',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1',
      AWS_ENDPOINT_URL_EVENTBRIDGE: 'http://127.0.0.1:2',
    })
  })

  it('gives another region its own name and address', () => {
    const vantage = { region: 'eu-west-1', name: 'Atalaya-prod-vantage', address: '127.0.0.2' }
    const elsewhere = environmentOf({ ...probe, vantage }, { ...places, lambda: 'http://127.0.0.1:4' })
    expect(elsewhere).toMatchObject({ AWS_REGION: 'eu-west-1', LOCAL_ADDRESS: '127.0.0.2' })
    const home = environmentOf(probe, { ...places, lambda: 'http://127.0.0.1:4' })
    expect(home).toMatchObject({ AWS_REGION: 'local', AWS_ENDPOINT_URL_LAMBDA: 'http://127.0.0.1:4' })
    expect(home).not.toHaveProperty('LOCAL_ADDRESS')
  })

  it('tells no switch that waits for the real one', () => {
    const real = { ...probe, environment: { ...probe.environment, HEARTBEAT_URL: 'https://example.org/a' } }
    expect(environmentOf(real, places)).toEqual(environmentOf(probe, places))
  })

  it("gives X's values in place of the secret", () => {
    const environment = environmentOf(publish, places)

    expect(environment).toMatchObject({ CHANNEL: 'x', X_APP_SECRET: 'as', X_URL: 'http://127.0.0.1:3' })
    expect(environment).toMatchObject({ LINK_KEYS: '["a-key"]' })
    expect(environment).not.toHaveProperty('X_SECRET_ID')
    expect(environment).not.toHaveProperty('OPERATE_URL')
  })

  it('says where operators are found to whoever wants to know', () => {
    const alert = { ...publish, environment: { ...publish.environment, OPERATE_URL: 'Address' } }
    expect(environmentOf(alert, places)).toMatchObject({ OPERATE_URL: 'http://localhost:8080' })
  })

  it('lets the journal stand for topics, and adds webhooks where there are some', () => {
    const topics = { FIRST_TOPIC_ARN: 'First', SECOND_TOPIC_ARN: 'Second' }
    const alert = { ...publish, environment: { ...publish.environment, ...topics } }
    const journal = { FIRST_TOPIC_ARN: 'journal', SECOND_TOPIC_ARN: 'journal' }
    expect(environmentOf(alert, places)).toMatchObject(journal)
    expect(environmentOf(alert, places)).not.toHaveProperty('ATALAYA_WEBHOOKS')
    expect(environmentOf(alert, { ...places, webhooks: '[]' })).toMatchObject({ ATALAYA_WEBHOOKS: '[]' })
    expect(environmentOf(publish, { ...places, webhooks: '[]' })).not.toHaveProperty('ATALAYA_WEBHOOKS')
  })

  it('begins in the mode of its file, and belongs to no stack', () => {
    const deployed = {
      ...probe,
      environment: { ...probe.environment, FIRST_MODE: 'shadow', STACK_NAME: 'S' },
    }
    expect(environmentOf(deployed, places)).toEqual(environmentOf(probe, places))
  })

  it('names no stand-in where X is the real one', () => {
    expect(environmentOf(publish, { ...places, xUrl: undefined })).not.toHaveProperty('X_URL')
  })
})
