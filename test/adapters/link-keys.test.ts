import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { secretsClient } from '../../lib/adapters/aws-clients.ts'
import { fixedLinkKeys, secretLinkKeys } from '../../lib/adapters/link-keys.ts'
import { fakeClock } from '../fakes.ts'
import { type FakeAws, startFakeAws } from '../functions/aws.ts'
import { eleven } from '../given.ts'
import { awsEnvironment } from './dynalite.ts'

const [older, newer] = ['an-older-key-of-32-characters-or-more', 'a-newer-key-of-32-characters-or-more']

describe('the keys of links', () => {
  let aws: FakeAws
  beforeAll(async () => {
    aws = await startFakeAws()
  })
  afterAll(() => aws.close())

  let clock: ReturnType<typeof fakeClock>
  const keys = () => {
    const client = secretsClient({ ...awsEnvironment, AWS_ENDPOINT_URL_SECRETS_MANAGER: aws.url })
    return secretLinkKeys(client, 'the-secret', clock)
  }
  beforeEach(() => {
    clock = fakeClock(eleven)
    aws.keep({ appKey: 'k', linkKeys: [older] })
  })

  it('are read once in half a minute', async () => {
    const read = keys()
    const before = aws.asked.length
    for (let n = 0; n < 3; n++) expect(await read()).toEqual([older])
    expect(aws.asked.length - before).toBe(1)
  })

  it('are rotated without a deployment', async () => {
    const read = keys()
    await read()
    aws.keep({ appKey: 'k', linkKeys: [newer, older] })
    await clock.sleep(29_999)
    expect(await read()).toEqual([older])
    await clock.sleep(1)
    expect(await read()).toEqual([newer, older])
  })

  it('are none where nobody has put any', async () => {
    aws.keep({ appKey: 'k' })
    expect(await keys()()).toEqual([])
  })

  it.each([
    ['no list', { linkKeys: older }],
    ['a key that is too short', { linkKeys: [older, 'short'] }],
    ['a key that is no text', { linkKeys: [7] }],
    ['a secret that is no object', 'replace-me'],
  ])('are refused where they are %s, without being quoted', async (_, secret) => {
    aws.keep(secret)
    const fault = await keys()().catch(error => error)
    expect(fault).toMatchObject({
      name: 'BadLinkKeys',
      message: expect.stringContaining('the secret the-secret'),
    })
    expect(fault.message).not.toMatch(/an-older|short|replace-me/)
  })

  it('come from the environment of a run without a secret', async () => {
    expect(await fixedLinkKeys(JSON.stringify([newer, older]))()).toEqual([newer, older])
    expect(() => fixedLinkKeys('nonsense')).toThrow('linkKeys in the environment')
  })
})
