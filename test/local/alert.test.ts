import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadService } from '../../cli/config.ts'
import { type Story, story } from '../../cli/story.ts'
import type { JournalLine } from '../../lib/ports.ts'
import { type Run, run } from '../../local/run.ts'
import { startWebhook, type Webhook } from '../adapters/webhook-server.ts'
import { type Stage, stage } from './stage.ts'

const soon = 20_000
let on: Stage
let hook: Webhook
let told: Story
let started: Run
const lines: JournalLine[] = []

const heard =
  (route: RegExp) =>
  (line: JournalLine): boolean =>
    line.kind === 'alert' && route.test(String(line.route)) && line.failed === undefined

describe('operators of a local run', () => {
  beforeAll(async () => {
    on = await stage()
    hook = await startWebhook()
    told = story(line => lines.push(line))
    const webhooks = [{ kind: 'json', url: `${hook.url}/s3cr3t`, key: 'a-key-of-the-operators' }]
    started = await run({
      config: on.config,
      service: loadService(on.config, () => {}),
      data: join(on.folder, 'alert'),
      port: 0,
      every: 1,
      x: { is: 'url', url: on.x.url },
      journal: told,
      webhooks: JSON.stringify(webhooks),
    })
  })
  afterAll(async () => {
    await started?.close()
    await hook.close()
    await on.end()
  })

  it('read what fails in its journal, and get it on their webhook', async () => {
    const both = [
      told.next('a line', heard(/^operators-first$/), soon),
      told.next('a webhook', heard(/^json-/), soon),
    ]
    on.sede.be({ is: 'status', status: 503 })
    const [line] = await Promise.all(both)
    expect(line).toMatchObject({ list: 'first', title: 'PR-0001: no funciona la Sede' })
    expect(hook.received).toHaveLength(1)
    expect(JSON.parse(hook.received[0]?.body ?? '')).toMatchObject({
      service: 'prueba',
      alerts: [{ key: 'PR-0001/1', kind: 'incident-opened' }],
    })
  })

  it('take it on with the link that they were sent', async () => {
    const { ack } = JSON.parse(hook.received[0]?.body ?? '').alerts[0]
    expect(ack).toMatch(/^http:\/\/localhost:\d+\/ack\//)
    const page = await fetch(ack)
    expect(await page.text()).toContain('PR-0001')
    const taken = told.next('the acknowledgement', line => line.what === 'acknowledged', soon)
    expect((await fetch(ack, { method: 'POST' })).status).toBe(200)
    expect(await taken).toMatchObject({ kind: 'incident', incident: 'PR-0001' })
    expect(JSON.stringify(lines)).not.toContain(ack.split('/').at(-1))
  })

  it('hear that it is over, and nothing twice', async () => {
    const over = told.next(
      'the end',
      line => heard(/^json-/)(line) && /ya funciona/.test(String(line.title)),
      soon,
    )
    on.sede.be({ is: 'healthy' })
    await over
    const keys = hook.received.flatMap(({ body }) =>
      JSON.parse(body).alerts.map((one: { readonly key: string }) => one.key),
    )
    expect(keys).toEqual(['PR-0001/1', 'PR-0001/3'])
    expect(lines.filter(({ kind }) => kind === 'fault' || kind === 'alarm')).toEqual([])
    expect(JSON.stringify(lines)).not.toContain('s3cr3t')
  })
})
