import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { lambdaVantage } from '../../lib/adapters/vantage.ts'
import type { Asked } from '../../lib/check/asked.ts'
import { targetOf } from '../check/targets.ts'
import { type Manner, startInvokeServer } from './invoke-server.ts'

const arn = 'arn:aws:lambda:eu-west-1:000000000000:function:Atalaya-prod-vantage'
const asked = (deadline = 8_000): Asked => ({
  service: 'body',
  targets: [targetOf('https://sede.example/')],
  controls: ['https://control.example/'],
  deadline,
})
const told = { is: 'seen', seen: [{ outcome: 'down', reason: 'status-503', phases: { total: 80 } }] }

let server: Awaited<ReturnType<typeof startInvokeServer>>
beforeAll(async () => {
  server = await startInvokeServer()
})
beforeEach(() => {
  server.invoked.length = 0
})
afterAll(() => server.close())

const vantage = (url = server.url) =>
  lambdaVantage('eu-west-1', arn, {
    AWS_REGION: 'eu-south-2',
    AWS_ACCESS_KEY_ID: 'key',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_ENDPOINT_URL_LAMBDA: url,
  })

describe('a function in another region', () => {
  it('is invoked there by its name, and answers', async () => {
    server.be({ is: 'answers', with: told })
    expect(await vantage().look(asked())).toEqual(told)
    expect(server.invoked).toMatchObject([
      {
        path: `/2015-03-31/functions/${arn}/invocations`,
        region: 'eu-west-1',
        body: { service: 'body', targets: [{ url: 'https://sede.example/' }] },
      },
    ])
  })

  it('gets less time than home has, for the way', async () => {
    server.be({ is: 'answers', with: { is: 'blind' } })
    expect(await vantage().look(asked(8_000))).toEqual({ is: 'blind' })
    expect(server.invoked).toMatchObject([{ body: { deadline: 6_500 } }])
  })

  it.each<[string, Manner]>([
    ['fails', { is: 'fails' }],
    ['is throttled', { is: 'throttles' }],
    ['is not ours to invoke', { is: 'denies' }],
    ['answers what is no JSON', { is: 'babbles' }],
    ['answers nothing', { is: 'answers', with: null }],
    ['answers what nobody asked', { is: 'answers', with: { is: 'seen', seen: [{ outcome: 'fine' }] } }],
  ])('gives no answer, and is not asked twice, where it %s', async (_, manner) => {
    server.be(manner)
    expect(await vantage().look(asked())).toBeUndefined()
    expect(server.invoked).toHaveLength(1)
  })

  it('gives no answer where it hangs beyond the deadline', async () => {
    server.be({ is: 'hangs' })
    expect(await vantage().look(asked(1_600))).toBeUndefined()
    expect(server.invoked).toHaveLength(1)
  })

  it('is not asked where the way alone takes longer', async () => {
    server.be({ is: 'answers', with: told })
    expect(await vantage().look(asked(1_500))).toBeUndefined()
    expect(server.invoked).toEqual([])
  })

  it('gives no answer where nobody listens', async () => {
    const closed = await startInvokeServer()
    await closed.close()
    expect(await vantage(closed.url).look(asked())).toBeUndefined()
  })
})
