import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../cli/answer.ts'
import { firstRound } from '../../../cli/deploy/round.ts'
import { emptyRecord } from '../../../lib/incident/evolve.ts'
import { RunRefused } from '../../../local/failure.ts'

const since = Date.UTC(2026, 10, 22, 10, 0, 30)
const minute = 60_000

const status = (rounds: Readonly<Record<string, number>>): Answer => ({
  is: 'status',
  services: Object.entries(rounds).map(([service, round]) => ({
    ...emptyRecord(service),
    round,
    timeZone: 'UTC',
    declared: [],
    posting: [],
    posts: [],
  })),
})

/** Answers in turn, the last for ever. */
const answering = (...answers: readonly (Answer | RunRefused)[]) => {
  let asked = 0
  return async () => {
    const answer = answers[Math.min(asked, answers.length - 1)]
    asked += 1
    if (answer instanceof RunRefused || answer === undefined) throw answer
    return answer
  }
}

const wait = async (operator: () => Promise<Answer>, patience = 60_000) => {
  const said: string[] = []
  const signal = AbortSignal.timeout(20_000)
  const seen = firstRound(operator, since, text => said.push(text), { every: 1, patience }, signal)
  return seen.then(
    ({ services }) => ({ said, seen: services.map(({ service }) => service) }),
    fault => ({ said, fault }),
  )
}

describe('the first round after a deployment', () => {
  it('is waited for until every service has it', async () => {
    const operator = answering(
      new RunRefused('not yet'),
      status({ one: since - minute, two: 0 }),
      status({ one: since + minute, two: since - minute }),
      status({ one: since + minute, two: since + minute }),
    )
    const { said, seen } = (await wait(operator)) as { said: string[]; seen: string[] }
    expect(seen).toEqual(['one', 'two'])
    expect(said.map(text => text.replace(/^\d+ s: /, ''))).toEqual([
      'not yet',
      'no round yet of one, two',
      'no round yet of two',
    ])
  })

  it('is given up with what was missing', async () => {
    const { fault } = (await wait(answering(status({ one: 0 })), 0)) as { fault: Error }
    expect(fault).toBeInstanceOf(RunRefused)
    expect(fault.message).toMatch(/it is deployed, and after \d+ seconds: no round yet of one\. .*runbook/)
  })

  it('ends at once when somebody interrupts', async () => {
    const never = firstRound(
      answering(status({ one: 0 })),
      since,
      () => undefined,
      { every: 60_000, patience: 60_000 },
      AbortSignal.abort(),
    )
    await expect(never).rejects.toThrow('aborted')
  })
})
