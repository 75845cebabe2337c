import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lambdaVantage } from '../../lib/adapters/vantage.ts'
import { type LocalInvocations, startInvocations } from '../../local/invocations.ts'
import type { LocalFunction } from '../../local/wiring.ts'

const functionIn = (region: string): LocalFunction => ({
  id: `${region}/Vantage`,
  entry: 'functions/vantage.ts',
  environment: {},
  timeout: 1_000,
  retries: 0,
  vantage: { region, name: 'Atalaya-prod-vantage', address: '127.0.0.2' },
})
const asked = { service: 'body', targets: [], controls: [], deadline: 5_000 }
const arnOf = (region: string, name = 'Atalaya-prod-vantage') =>
  `arn:aws:lambda:${region}:000000000000:function:${name}`

describe('the functions of other regions in a local run', () => {
  const calls: (readonly [string, unknown])[] = []
  let invocations: LocalInvocations
  beforeAll(async () => {
    invocations = await startInvocations({
      functions: [functionIn('eu-west-1'), functionIn('eu-central-1')],
      invoke: async (id, event) => {
        calls.push([id, event])
        if (id.startsWith('eu-central-1')) throw new RangeError('it broke')
        return { is: 'seen', seen: [] }
      },
    })
  })
  afterAll(() => invocations.close())
  const look = (arn: string) =>
    lambdaVantage('any', arn, {
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_LAMBDA: invocations.url,
    }).look(asked)
  const post = (path: string, body: string) => fetch(`${invocations.url}${path}`, { method: 'POST', body })

  it('answer the real client by region and name', async () => {
    expect(await look(arnOf('eu-west-1'))).toEqual({ is: 'seen', seen: [] })
    expect(calls.at(-1)).toEqual(['eu-west-1/Vantage', { ...asked, deadline: 3_500 }])
  })

  it('say like Lambda that they broke', async () => {
    const path = `/2015-03-31/functions/${encodeURIComponent(arnOf('eu-central-1'))}/invocations`
    const answer = await post(path, '{}')
    expect([answer.status, answer.headers.get('x-amz-function-error')]).toEqual([200, 'Unhandled'])
    expect(await look(arnOf('eu-central-1'))).toBeUndefined()
  })

  it.each([
    ['another region', arnOf('us-east-1')],
    ['another name', arnOf('eu-west-1', 'Other')],
    ['no ARN', 'Atalaya-prod-vantage'],
  ])('are not there under %s', async (_, arn) => {
    const before = calls.length
    expect((await post(`/2015-03-31/functions/${encodeURIComponent(arn)}/invocations`, '{}')).status).toBe(
      404,
    )
    expect(calls).toHaveLength(before)
  })
})
