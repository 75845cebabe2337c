import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DeliveredEvent } from '../../local/event.ts'
import { type LocalEventBridge, startEventBridge } from '../../local/eventbridge.ts'

const delivered: { target: string; event: DeliveredEvent }[] = []
let bus: LocalEventBridge
let client: EventBridgeClient

const opened: PutEventsRequestEntry = {
  EventBusName: 'Bus',
  Source: 'atalaya',
  DetailType: 'incident.opened',
  Detail: JSON.stringify({ id: 'SS-0001/1' }),
}
const put = (...Entries: PutEventsRequestEntry[]) => client.send(new PutEventsCommand({ Entries }))

describe('the local bus, asked by the real client', () => {
  beforeAll(async () => {
    const pattern = { source: ['atalaya'], 'detail-type': ['incident.opened', 'incident.resolved'] }
    bus = await startEventBridge({
      buses: ['Bus', 'Other'],
      rules: [
        { id: 'Publish', bus: 'Bus', pattern, targets: ['PublishX', 'PublishY'] },
        { id: 'Elsewhere', bus: 'Other', pattern, targets: ['Never'] },
      ],
      deliver: (target, event) => delivered.push({ target, event }),
    })
    client = new EventBridgeClient({
      region: 'local',
      endpoint: bus.url,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 1,
    })
  })
  beforeEach(() => delivered.splice(0))
  afterAll(async () => {
    client.destroy()
    await bus.close()
  })

  it('hands a matching event to every target', async () => {
    const answer = await put({ ...opened, Time: new Date('2026-11-21T10:02:03Z') })

    expect(answer.FailedEntryCount).toBe(0)
    expect(delivered.map(one => one.target)).toEqual(['PublishX', 'PublishY'])
    expect(delivered[0]?.event).toEqual({
      version: '0',
      id: answer.Entries?.[0]?.EventId,
      'detail-type': 'incident.opened',
      source: 'atalaya',
      account: '000000000000',
      time: '2026-11-21T10:02:03Z',
      region: 'local',
      resources: [],
      detail: { id: 'SS-0001/1' },
    })
  })

  it('takes what no rule wants and delivers nothing', async () => {
    const answer = await put({ ...opened, DetailType: 'component.changed' }, { ...opened, Source: 'other' })

    expect(answer.FailedEntryCount).toBe(0)
    expect(delivered).toEqual([])
  })

  it('refuses only the entries that are wrong', async () => {
    const answer = await put(
      { ...opened, Detail: 'no JSON' },
      opened,
      { ...opened, Source: undefined },
      { ...opened, Detail: '[]' },
      { ...opened, EventBusName: 'Typo' },
    )

    expect(answer.FailedEntryCount).toBe(4)
    expect(answer.Entries?.map(one => one.ErrorCode)).toEqual([
      'MalformedDetail',
      undefined,
      'InvalidArgument',
      'MalformedDetail',
      'ResourceNotFoundException',
    ])
    expect(delivered.length).toBe(2)
  })

  it('refuses more than ten entries in one call', async () => {
    await expect(put(...Array.from({ length: 11 }, () => opened))).rejects.toMatchObject({
      name: 'ValidationException',
    })
    expect(delivered).toEqual([])
  })

  it('takes ten entries in one call', async () => {
    expect((await put(...Array.from({ length: 10 }, () => opened))).Entries).toHaveLength(10)
  })

  it('refuses a call of too many bytes', async () => {
    const Detail = JSON.stringify({ long: 'x'.repeat(300_000) })

    await expect(put({ ...opened, Detail })).rejects.toMatchObject({ name: 'ValidationException' })
  })
})
