import { describe, expect, it } from 'vitest'
import { jsonJournal, lambda, tellOfFailing, type Wire } from '../../functions/lambda.ts'
import { metrics } from '../../lib/contract.ts'
import type { JournalLine } from '../../lib/ports.ts'
import { fakeJournal } from '../fakes.ts'
import { eleven } from '../given.ts'

const written = (line: JournalLine): string => {
  const pieces: string[] = []
  jsonJournal(text => pieces.push(text)).say(line)
  return pieces.join('')
}

describe('a line of the journal', () => {
  it('is one JSON object on one line', () => {
    const text = written({ at: eleven, kind: 'post', text: 'una\nlínea "entera"' })
    expect(text).toMatch(/^\{[^\n]*\}\n$/)
    expect(JSON.parse(text)).toEqual({
      at: '2026-11-21T10:00:00.000Z',
      kind: 'post',
      text: 'una\nlínea "entera"',
    })
  })

  it('is a metric for CloudWatch where it has numbers', () => {
    const line = { at: eleven, kind: 'round', taken: true, metrics: { Rounds: 1, Blind: 0 } } as const
    expect(JSON.parse(written(line))).toEqual({
      at: '2026-11-21T10:00:00.000Z',
      kind: 'round',
      taken: true,
      Rounds: 1,
      Blind: 0,
      _aws: {
        Timestamp: eleven,
        CloudWatchMetrics: [{ Namespace: 'Atalaya', Dimensions: [[]], Metrics: [{ Name: 'Rounds' }] }],
      },
    })
  })

  it('is no metric where all its numbers are noughts', () => {
    const line = JSON.parse(written({ at: eleven, kind: 'round', metrics: { Rounds: 0, Blind: 0 } }))
    expect(line).toMatchObject({ Rounds: 0, Blind: 0 })
    expect(line).not.toHaveProperty('_aws')
  })

  it.each(Object.values(metrics))('carries %s at its root', name => {
    const line = JSON.parse(written({ at: eleven, kind: 'alarm', metrics: { [name]: 3 } }))
    expect(line[name]).toBe(3)
    expect(line._aws.CloudWatchMetrics[0].Metrics).toEqual([{ Name: name }])
  })
})

describe('a Lambda entry', () => {
  it('makes its handler at the first event, and once', async () => {
    let made = 0
    const wire: Wire = () => {
      made += 1
      return async event => ({ event })
    }
    const handler = lambda(wire)
    expect(made).toBe(0)
    expect(await handler(1)).toEqual({ event: 1 })
    expect(await handler(2)).toEqual({ event: 2 })
    expect(made).toBe(1)
  })

  it('tries again where its handler could not be made', async () => {
    let made = 0
    const wire: Wire = () => {
      made += 1
      if (made === 1) throw new RangeError('not yet')
      return async event => event
    }
    const handler = lambda(wire)
    await expect(handler(1)).rejects.toThrow('not yet')
    expect(await handler(2)).toBe(2)
  })

  it('hands the environment of the process over', async () => {
    const handler = lambda(env => async () => env.PATH)
    expect(await handler(undefined)).toBe(process.env.PATH)
  })
})

describe('a function that fails', () => {
  const failing = (...outcomes: readonly ('fails' | 'works')[]) => {
    const journal = fakeJournal()
    const left = [...outcomes]
    const handler = tellOfFailing(async () => {
      if (left.shift() === 'fails') throw new RangeError('no table')
      return 'done'
    }, journal)
    const run = async () => {
      for (const _ of outcomes) await handler({}).catch(() => undefined)
      return journal.of('alarm')
    }
    return { handler, run }
  }

  it('wakes nobody while a repeat makes it good', async () => {
    expect(await failing('fails', 'fails', 'works', 'fails', 'fails').run()).toEqual([])
  })

  it('wakes somebody at the third time in a row', async () => {
    expect(await failing('works', 'fails', 'fails', 'fails').run()).toMatchObject([
      { alarm: 'failing', text: expect.stringContaining('3 calls in a row'), metrics: { Alarms: 1 } },
    ])
  })

  it('fails all the same, so that it is tried again', async () => {
    await expect(failing('fails').handler({})).rejects.toThrow('no table')
  })
})
