import { PutEventsCommand, type PutEventsCommandInput } from '@aws-sdk/client-eventbridge'
import { mockClient } from 'aws-sdk-client-mock'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { eventbridgeClient } from '../../lib/adapters/aws-clients.ts'
import { eventbridgeBus } from '../../lib/adapters/eventbridge-bus.ts'
import { type BusEvent, detailSchema, source } from '../../lib/contract.ts'
import { fakeClock, fakeJournal } from '../fakes.ts'
import { eleven } from '../given.ts'
import { awsEnvironment } from './dynalite.ts'

const event = (n: number): BusEvent => ({
  type: 'incident.updated',
  detail: {
    schema: 1,
    id: `SS-0001/${n}`,
    service: 'seguridad-social',
    at: new Date(eleven + n).toISOString(),
    components: ['sede'],
    incident: 'SS-0001',
    step: n,
    what: 'joined',
  },
})
const events = (count: number) => Array.from({ length: count }, (_, n) => event(n + 1))
const ids = (count: number) => events(count).map(({ detail }) => detail.id)

/** A bus over a client whose answers are made by hand: `refuses` says which of a call's entries fail. */
const aBus = (refuses: (id: string, call: number) => boolean = () => false) => {
  const client = eventbridgeClient(awsEnvironment)
  const mock = mockClient(client)
  const journal = fakeJournal()
  let calls = 0
  mock.on(PutEventsCommand).callsFake(({ Entries = [] }: PutEventsCommandInput) => {
    const call = ++calls
    const answers = Entries.map(({ Detail = '{}' }) =>
      refuses(JSON.parse(Detail).id, call)
        ? { ErrorCode: 'ThrottlingException', ErrorMessage: 'slow down' }
        : { EventId: `${call}` },
    )
    return { Entries: answers, FailedEntryCount: answers.filter(({ ErrorCode }) => ErrorCode).length }
  })
  const sent = () =>
    mock
      .commandCalls(PutEventsCommand)
      .map(({ args }) => (args[0].input.Entries ?? []).map(({ Detail = '{}' }) => JSON.parse(Detail)))
  return {
    mock,
    journal,
    bus: eventbridgeBus(client, 'the-bus', { clock: fakeClock(eleven), journal }),
    /** Ids of the events in each call. */
    calls: () => sent().map(call => call.map(({ id }) => id)),
    details: () => sent().flat(),
  }
}

describe('the bus on EventBridge', () => {
  it('puts events as the contract describes them', async () => {
    const { bus, mock, details } = aBus()
    expect(await bus.put([event(1)])).toEqual(['SS-0001/1'])
    const [entry] = mock.commandCalls(PutEventsCommand)[0]?.args[0].input.Entries ?? []
    expect(entry).toMatchObject({
      EventBusName: 'the-bus',
      Source: source,
      DetailType: 'incident.updated',
      Time: new Date(eleven + 1),
    })
    expect(v.parse(v.strictObject(detailSchema.entries), details()[0])).toEqual(event(1).detail)
  })

  it('asks nothing for no events', async () => {
    const { bus, calls } = aBus()
    expect(await bus.put([])).toEqual([])
    expect(calls()).toEqual([])
  })

  it.each([
    [10, [10]],
    [11, [10, 1]],
    [25, [10, 10, 5]],
  ])('puts %d events in calls of ten at most', async (count, sizes) => {
    const { bus, calls } = aBus()
    expect(await bus.put(events(count))).toEqual(ids(count))
    expect(calls().map(call => call.length)).toEqual(sizes)
    expect(calls().flat()).toEqual(ids(count))
  })

  it('puts only the failed entries again', async () => {
    const { bus, calls } = aBus((id, call) => call === 1 && (id === 'SS-0001/2' || id === 'SS-0001/4'))
    expect((await bus.put(events(5))).toSorted()).toEqual(ids(5))
    expect(calls()).toEqual([ids(5), ['SS-0001/2', 'SS-0001/4']])
  })

  it('does not say that it took what failed twice', async () => {
    const { bus, calls } = aBus(id => id === 'SS-0001/2')
    expect(await bus.put(events(3))).toEqual(['SS-0001/1', 'SS-0001/3'])
    expect(calls()).toEqual([ids(3), ['SS-0001/2']])
  })

  it('takes an answer without an entry for a failure', async () => {
    const { bus, mock } = aBus()
    mock.on(PutEventsCommand).resolves({ Entries: [{ EventId: '1' }], FailedEntryCount: 0 })
    const taken = await bus.put(events(3))
    expect(taken).toEqual(['SS-0001/1', 'SS-0001/2'])
  })

  it('leaves everything for later where the call fails', async () => {
    const { bus, mock, journal } = aBus()
    mock.on(PutEventsCommand).rejects(new RangeError('no way there'))
    expect(await bus.put(events(2))).toEqual([])
    expect(journal.of('fault')[0]).toMatchObject({ at: eleven, where: 'bus' })
    expect(journal.of('fault')[0]?.error).toContain('RangeError')
  })

  it('goes on with the next ten where one call fails', async () => {
    const { bus, mock, calls } = aBus()
    mock
      .on(PutEventsCommand)
      .rejectsOnce('one')
      .rejectsOnce('two')
      .resolves({
        Entries: [{ EventId: '1' }],
        FailedEntryCount: 0,
      })
    expect(await bus.put(events(11))).toEqual(['SS-0001/11'])
    expect(calls().map(call => call.length)).toEqual([10, 10, 1])
  })

  it('repeats the same ids where an answer was lost', async () => {
    const { bus, mock, calls, details } = aBus()
    const Entries = [{ EventId: '1' }, { EventId: '2' }]
    mock.on(PutEventsCommand).rejectsOnce('socket hang up').resolves({ Entries, FailedEntryCount: 0 })
    expect(await bus.put(events(2))).toEqual(ids(2))
    expect(calls()).toEqual([ids(2), ids(2)])
    expect(details().slice(2)).toEqual(details().slice(0, 2))
  })
})
