import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { wire } from '../../functions/alert.ts'
import { wire as operate } from '../../functions/operate.ts'
import { wire as probe } from '../../functions/probe.ts'
import { startTopics, type Topics } from '../adapters/topic-server.ts'
import { startWebhook, type Webhook } from '../adapters/webhook-server.ts'
import { through } from './gateway.ts'
import { roundEvent, startWorld, type World } from './world.ts'

const id = 'seguridad-social'
const tick = { tick: true }
let world: World
let topics: Topics
let hook: Webhook
beforeEach(async () => {
  ;[world, topics, hook] = await Promise.all([startWorld(), startTopics(), startWebhook()])
})
afterEach(() => Promise.all([world.close(), topics.close(), hook.close()]))

const wired = (over = {}) =>
  world.wired(wire, {
    AWS_ENDPOINT_URL_SNS: topics.url,
    FIRST_TOPIC_ARN: 'the-first-topic',
    SECOND_TOPIC_ARN: 'the-second-topic',
    OPERATE_URL: 'https://operate.example',
    RUNBOOK_URL: 'https://runbook.example/r.md',
    ...over,
  })
const rounds = async (from: number, to: number) => {
  const look = world.wired(probe)
  for (let n = from; n < to; n++) await look(roundEvent(n))
}
const fallen = async () => {
  world.site.be({ is: 'status', status: 503 })
  await rounds(0, 3)
}
const recovered = async () => {
  world.site.be({ is: 'healthy' })
  await rounds(3, 5)
}
const subjects = () => topics.published.map(({ subject }) => subject)
const asDelivered = ({ Source, DetailType, Detail }: World['aws']['entries'][number]) => ({
  source: Source,
  'detail-type': DetailType,
  detail: JSON.parse(Detail),
})
const slack = (path = '/s3cr3t') => [{ kind: 'slack', url: `${hook.url}${path}` }]

describe('the alert function', () => {
  it('tells the first topic of a beginning and an end', async () => {
    const alert = wired()
    await fallen()
    await alert(tick)
    await alert(tick)
    await recovered()
    await alert(tick)
    expect(topics.published).toMatchObject([
      {
        topic: 'the-first-topic',
        subject: 'SS-0001: no funciona la Sede Electrónica',
        texts: { default: expect.stringContaining('https://runbook.example/r.md#incident-opened') },
      },
      { topic: 'the-first-topic', subject: 'SS-0001: ya funciona la Sede Electrónica' },
    ])
  })

  it('takes every event of the bus for a hint', async () => {
    const alert = wired()
    await fallen()
    for (const entry of [...world.aws.entries, ...world.aws.entries]) await alert(asDelivered(entry))
    expect(subjects()).toHaveLength(1)
  })

  it('tells once where a tick and events come at once', async () => {
    await fallen()
    const all = [wired(), wired(), wired()]
    await Promise.all(all.map(alert => alert(tick)))
    expect(subjects()).toHaveLength(1)
  })

  it('asks nobody but the index where nothing is live', async () => {
    await rounds(0, 1)
    await wired()(tick)
    expect(topics.published).toEqual([])
    expect(world.aws.asked).not.toContain('GetSecretValue')
  })

  it('bears a link that acknowledges with one tap', async () => {
    await fallen()
    await wired()(tick)
    const text = topics.published[0]?.texts.default ?? ''
    const [, token = ''] = /https:\/\/operate\.example\/ack\/(\S+)/.exec(text) ?? []
    const answer = await through(world.wired(operate), 'POST /ack/{token}', { path: { token } })
    expect(answer.statusCode).toBe(200)
    expect((await world.store.readRecord(id))?.incidents[0]?.status).toMatchObject({ is: 'acknowledged' })
    expect(world.written.join('')).not.toContain(token)
  })
})

describe('webhooks', () => {
  it('come from the one secret, beside the topic', async () => {
    world.aws.keep({ webhooks: slack() })
    await fallen()
    await wired({ X_SECRET_ID: 'the-secret' })(tick)
    expect(subjects()).toHaveLength(1)
    expect(hook.received).toMatchObject([{ path: '/s3cr3t' }])
  })

  it('come from the environment in a local run', async () => {
    await fallen()
    const local = { FIRST_TOPIC_ARN: 'journal', SECOND_TOPIC_ARN: 'journal' }
    await wired({ ...local, ATALAYA_WEBHOOKS: JSON.stringify(slack()) })(tick)
    expect(topics.published).toEqual([])
    expect(hook.received).toHaveLength(1)
    expect(world.lines('alert')).toMatchObject([
      { route: 'operators-first', list: 'first', title: 'SS-0001: no funciona la Sede Electrónica' },
      { route: expect.stringMatching(/^slack-/) },
    ])
  })

  it('that fail get it at the next tick, and nobody else again', async () => {
    const alert = wired({ ATALAYA_WEBHOOKS: JSON.stringify(slack()) })
    await fallen()
    hook.be(500)
    await alert(tick)
    hook.be(200)
    await alert(tick)
    await alert(tick)
    expect(subjects()).toHaveLength(1)
    expect(hook.received).toHaveLength(2)
    expect(world.lines('alert').filter(({ failed }) => failed)).toMatchObject([{ failed: 'status-500' }])
  })

  it('that are broken hold no mail up, and are an alarm', async () => {
    world.aws.keep({ webhooks: [{ kind: 'pigeon', url: `${hook.url}/s3cr3t` }] })
    const alert = wired({ X_SECRET_ID: 'the-secret' })
    await fallen()
    for (let n = 0; n < 3; n++) await alert(tick)
    expect(subjects()).toHaveLength(1)
    expect(world.lines('alarm')).toMatchObject([
      { alarm: 'route-failing', Alarms: 1, text: expect.stringContaining('webhooks-invalid') },
    ])
  })

  it('leave no address in the log, whatever comes of them', async () => {
    await fallen()
    const alert = wired({ ATALAYA_WEBHOOKS: JSON.stringify(slack()) })
    for (const mood of [500, 'cuts', { redirect: '/s3cr3t' }, 200] as const) {
      hook.be(mood)
      await alert(tick)
    }
    expect(hook.received.length).toBeGreaterThan(3)
    expect(world.written.join('')).not.toContain('s3cr3t')
    expect(world.written.join('')).not.toContain(hook.url)
  })
})

describe('a topic that does not take us', () => {
  it('gets it later, and quotes no signature in the log', async () => {
    const alert = wired()
    await fallen()
    topics.be('denies')
    await alert(tick)
    topics.be('takes')
    await alert(tick)
    expect(subjects()).toHaveLength(1)
    expect(world.written.join('')).not.toContain('Credential=')
  })
})

describe('what is no hint', () => {
  it.each([[undefined], [{}], [{ tick: false }], [{ detail: { service: id } }]])(
    'is an alarm and dropped: %j',
    async event => {
      await fallen()
      await wired()(event)
      expect(topics.published).toEqual([])
      expect(world.lines('alarm')).toMatchObject([{ alarm: 'bad-event', Alarms: 1 }])
    },
  )

  it('is an event about a service that left the config', async () => {
    await fallen()
    const [entry] = world.aws.entries
    await world.deploy(world.service({ id: 'hacienda', code: 'AEAT' }))
    await wired()(asDelivered(entry!))
    expect(world.lines('fault')).toEqual([])
  })
})
