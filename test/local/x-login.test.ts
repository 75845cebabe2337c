import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { enter, invite } from '../../cli/x-login/handshake.ts'
import { addressOf } from '../../lib/adapters/x/address.ts'
import { standInCredentials } from '../../lib/adapters/x-credentials.ts'
import { type StandInX, startX } from '../../local/x.ts'

let x: StandInX
beforeEach(async () => {
  x = await startX({ credentials: standInCredentials })
})
afterEach(() => x.close())

const pageOf = (url: string) => fetch(url.replace('https://api.x.com', x.url))

const pinOf = async (url: string): Promise<string> =>
  /<strong>(\d{7})<\/strong>/.exec(await (await pageOf(url)).text())?.[1] ?? ''

describe("the stand-in's login by PIN", () => {
  it('turns a PIN into the values of its account, once', async () => {
    const to = addressOf(x.url)
    const invitation = await invite(to, standInCredentials)
    const pin = await pinOf(invitation.url)
    expect(await enter(to, standInCredentials, invitation, pin)).toEqual(standInCredentials)
    await expect(enter(to, standInCredentials, invitation, pin)).rejects.toThrow('does not take this PIN')
    expect((await pageOf(invitation.url)).status).toBe(404)
  })

  it('takes one PIN only, and no second try', async () => {
    const to = addressOf(x.url)
    const invitation = await invite(to, standInCredentials)
    const pin = await pinOf(invitation.url)
    await expect(enter(to, standInCredentials, invitation, '0000000')).rejects.toThrow('this PIN')
    await expect(enter(to, standInCredentials, invitation, pin)).rejects.toThrow('this PIN')
  })

  it.each(['appKey', 'appSecret'] as const)('knows a wrong %s', async key => {
    const wrong = { ...standInCredentials, [key]: 'another-value' }
    await expect(invite(addressOf(x.url), wrong)).rejects.toThrow("does not take the app's key and secret")
  })

  it("knows a wrong secret of the request's token", async () => {
    const to = addressOf(x.url)
    const invitation = { ...(await invite(to, standInCredentials)), secret: 'another-value' }
    const pin = await pinOf(invitation.url)
    await expect(enter(to, standInCredentials, invitation, pin)).rejects.toThrow('this PIN')
  })
})
