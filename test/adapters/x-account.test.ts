import { describe, expect, it } from 'vitest'
import { xAccount } from '../../lib/adapters/x-account.ts'
import { environmentCredentials, standInCredentials } from '../../lib/adapters/x-credentials.ts'
import type { FaultName } from '../../local/x.ts'
import { saying, standIn } from './x/world.ts'

const asking = (url: string, credentials = async () => standInCredentials) => xAccount({ credentials, url })()

describe('the question whose credentials these are', () => {
  it('is one call that posts nothing', async () => {
    const x = await standIn()
    expect(await asking(x.url)).toEqual({ is: 'known', id: x.account.id, name: '@atalaya_local' })
    expect(x.requests()).toEqual([{ method: 'GET', path: '/2/users/me', status: 200 }])
    expect(x.posts()).toEqual([])
  })

  it.each<[FaultName, string, RegExp]>([
    ['unauthorized', 'refused', /does not take the credentials \(401, unauthorized\)/],
    ['unpaid', 'unpaid', /credits \(402\)/],
    ['suspended', 'refused', /allows nothing \(403, suspended\)/],
    ['permissions', 'refused', /allows nothing \(403, permissions\)/],
    ['busy', 'unreachable', /\(429\)/],
    ['overloaded', 'unreachable', /answers 503/],
    ['html', 'unreachable', /answers 200 and does not say/],
    ['lost-before', 'unreachable', /cannot be reached/],
  ])('hears %s in plain words', async (fault, is, why) => {
    const x = await standIn()
    x.next(fault, { on: 'me' })
    expect(await asking(x.url)).toEqual({ is, why: expect.stringMatching(why) })
  })

  it('hears that another signature is not taken', async () => {
    const x = await standIn()
    const wrong = async () => ({ ...standInCredentials, appSecret: 'wrong' })
    const heard = await asking(x.url, wrong)
    expect(heard).toMatchObject({ is: 'refused' })
    expect(JSON.stringify(heard)).not.toContain('wrong')
  })

  it('hears nobody where nobody listens', async () => {
    const { url } = await saying('')
    expect(await asking(url)).toMatchObject({ is: 'unreachable', why: expect.stringMatching(/cannot be/) })
  })

  it('says which values are unset, without asking', async () => {
    const x = await standIn()
    const unset = async () => environmentCredentials({ X_APP_KEY: 'a-key' }).read()
    expect(await asking(x.url, unset)).toEqual({
      is: 'unset',
      why: expect.stringContaining('X_APP_SECRET, X_ACCESS_TOKEN, X_ACCESS_SECRET in the environment'),
    })
    expect(x.requests()).toEqual([])
  })

  it('says that the secret cannot be read', async () => {
    const denied = async () => {
      throw new TypeError('with the-secret in it')
    }
    const why = 'the secret with the credentials cannot be read'
    expect(await asking('http://127.0.0.1:1', denied)).toEqual({ is: 'unreachable', why })
  })
})
