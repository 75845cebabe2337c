import { describe, expect, it } from 'vitest'
import type { Wire } from '../../functions/lambda.ts'
import type { JournalLine } from '../../lib/ports.ts'
import { startLambdas } from '../../local/lambda.ts'
import type { LocalFunction } from '../../local/wiring.ts'

const one: LocalFunction = {
  id: 'Fn',
  entry: 'functions/x.ts',
  environment: { TABLE_NAME: 'Table' },
  timeout: 5_000,
  retries: 2,
}

const given = async (wire: Wire, settings: Partial<LocalFunction> = {}) => {
  const lines: JournalLine[] = []
  const lambdas = await startLambdas({
    functions: [{ ...one, ...settings }],
    environment: ({ environment }) => ({ ...environment, AWS_REGION: 'local' }),
    journal: { say: line => lines.push(line) },
    scale: 1 / 60_000,
    load: async () => ({ wire }),
  })
  return { lambdas, lines }
}

describe('the local Lambdas', () => {
  it('wires a function once, with its environment', async () => {
    const environments: unknown[] = []
    const { lambdas } = await given(env => {
      environments.push(env)
      return async event => event
    })

    await lambdas.invoke('Fn', 1)
    await lambdas.invoke('Fn', 2)

    expect(environments).toEqual([{ TABLE_NAME: 'Table', AWS_REGION: 'local' }])
  })

  it('passes event and answer through JSON', async () => {
    const { lambdas } = await given(() => async event => ({ got: event, gone: undefined }))
    expect(await lambdas.invoke('Fn', { at: new Date(0) })).toEqual({
      got: { at: '1970-01-01T00:00:00.000Z' },
    })
  })

  it('throws what a synchronous call throws', async () => {
    const { lambdas, lines } = await given(() => async () => {
      throw new RangeError('no')
    })
    await expect(lambdas.invoke('Fn', {})).rejects.toThrow('no')
    expect(lines).toEqual([])
  })

  it('tries an asynchronous call again until it works', async () => {
    const { promise, resolve } = Promise.withResolvers<number>()
    let calls = 0
    const { lambdas, lines } = await given(() => async () => {
      calls += 1
      if (calls < 3) throw new RangeError(`call ${calls}`)
      resolve(calls)
    })

    lambdas.send('Fn', {})

    expect(await promise).toBe(3)
    expect(lines).toMatchObject([
      { kind: 'fault', function: 'functions/x.ts', attempt: 1, again: true, error: 'RangeError: call 1' },
      { kind: 'fault', attempt: 2, again: true },
    ])
  })

  it('gives up after the retries of the template', async () => {
    const { lambdas, lines } = await given(() => () => Promise.reject(new RangeError('always')), {
      retries: 0,
    })

    lambdas.send('Fn', {})

    await expect.poll(() => lines).toMatchObject([{ kind: 'fault', attempt: 1, again: false }])
  })

  it('takes a call over its timeout for failed', async () => {
    const { lambdas } = await given(() => () => new Promise(() => {}), { timeout: 20 })

    await expect(lambdas.invoke('Fn', {})).rejects.toMatchObject({ name: 'TimedOut' })
    expect(lambdas.inFlight('Fn')).toBe(1)
  })

  it('waits at its close for calls in flight', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const ended: string[] = []
    const { lambdas } = await given(() => async () => {
      await promise
      ended.push('call')
    })

    lambdas.send('Fn', {})
    const closed = lambdas.close(5_000).then(() => ended.push('close'))
    resolve()
    await closed

    expect(ended).toEqual(['call', 'close'])
    await expect(lambdas.invoke('Fn', {})).rejects.toThrow('the run is ending')
  })

  it('refuses a source without wire at the start', async () => {
    const options = { functions: [one], environment: () => ({}), journal: { say: () => {} }, scale: 1 }
    await expect(startLambdas({ ...options, load: async () => ({ handler: 1 }) })).rejects.toThrow(
      'functions/x.ts exports no wire(env, journal)',
    )
  })
})
