import { SNSClient } from '@aws-sdk/client-sns'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { journalRoute, snsRoute } from '../../lib/adapters/sns-route.ts'
import { aMessage, anAlert } from '../alert/alerts.ts'
import { startTopics, type Topics } from './topic-server.ts'

const topic = 'arn:aws:sns:eu-south-2:000000000000:alerts'
const at = Date.parse('2026-11-21T10:00:00Z')
let topics: Topics
let client: SNSClient
beforeAll(async () => {
  topics = await startTopics()
  client = new SNSClient({
    region: 'eu-south-2',
    endpoint: topics.url,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    maxAttempts: 1,
  })
})
beforeEach(() => {
  topics.be('takes')
  topics.published.length = 0
})
afterAll(async () => {
  client.destroy()
  await topics.close()
})
const send = (message = aMessage(), deadline = 5_000) =>
  snsRoute(client, topic, 'first').send(message, deadline)

describe('a topic', () => {
  it('gets mail with all of it and an SMS with the title', async () => {
    expect(await send()).toBe('sent')
    expect(topics.published).toEqual([
      {
        topic,
        subject: 'SS-0001: no funciona la Sede Electrónica',
        structure: 'json',
        texts: {
          default: expect.stringMatching(
            /Responsable: GISS\..*Qué hacer: https:\/\/example\.org\/runbook\.md#incident-opened/s,
          ),
          sms: 'SS-0001: no funciona la Sede Electrónica',
        },
      },
    ])
  })

  it('gets a subject on one line', async () => {
    await send(aMessage([anAlert('a', at, { title: `una\nlínea ${'y más '.repeat(30)}` })]))
    expect(topics.published[0]?.subject).toMatch(/^una línea .{50,89}$/)
  })

  it('that does not take us says so by name only', async () => {
    topics.be('denies')
    expect(await send()).toEqual({ failed: expect.stringMatching(/^\w*(?:Exception|Error)$/) })
  })

  it('that does not answer is left after the deadline', async () => {
    topics.be('hangs')
    expect(await send(aMessage(), 150)).toEqual({ failed: expect.stringMatching(/Abort|Timeout/) })
  })
})

it('takes everything where the journal is the message', async () => {
  expect(await journalRoute('second').send(aMessage(), 1)).toBe('sent')
})
