import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { wire } from '../../functions/operate.ts'
import { wire as probe } from '../../functions/probe.ts'
import { roundEvent, startWorld, type World } from '../functions/world.ts'
import { type StandInApi, startApi } from './api.ts'
import { command } from './command.ts'

const ana = {
  arn: 'arn:aws:sts::123456789012:assumed-role/Operators/ana',
  secret: 'a-secret/of+ana',
  session: 'the-session-of-ana//+==',
  may: true,
}
const users = {
  AKIAANA: ana,
  AKIALUIS: { arn: 'arn:aws:iam::123456789012:user/luis', secret: 'of-luis', may: false },
}
const asAna = {
  AWS_ACCESS_KEY_ID: 'AKIAANA',
  AWS_SECRET_ACCESS_KEY: ana.secret,
  AWS_SESSION_TOKEN: ana.session,
  AWS_REGION: 'eu-west-1',
}

let world: World
let api: StandInApi
let before = 0
beforeAll(async () => {
  world = await startWorld()
  world.site.be({ is: 'status', status: 503 })
  for (let n = 0; n < 3; n++) await world.wired(probe)(roundEvent(n))
  api = await startApi(world.wired(wire), users)
})
beforeEach(() => {
  before = api.seen.length
})
afterAll(async () => {
  await api.close()
  await world.close()
})

const folder = import.meta.dirname
const atalaya = (args: readonly string[], env: Readonly<Record<string, string>> = asAna) =>
  command('atalaya.ts', [...args, '--url', api.url], folder, env)
const steps = async () =>
  (await world.store.readRecord('seguridad-social'))?.incidents[0]?.steps.map(({ facts }) => facts)

describe('a command to AWS', () => {
  it('is signed, and said by whoever signed it', async () => {
    const { code, out } = await atalaya(['ack', 'SS-0001', '--by', 'somebody else', '--request', 'r1'])
    expect({ code, out }).toEqual({ code: 0, out: 'SS-0001 is acknowledged\n' })
    expect(api.seen.slice(before)).toEqual([ana.arn])
    expect(await steps()).toMatchObject([{ what: 'outage' }, { what: 'acknowledged', by: ana.arn }])
  })

  it('changes nothing when it is said again', async () => {
    const { code, out } = await atalaya(['ack', 'SS-0001', '--json', '--request', 'r1'])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ is: 'done', changed: false })
    expect(await steps()).toHaveLength(2)
  })

  it('says with which exit code it was refused, and why', async () => {
    expect(await atalaya(['ack', 'SS-0099'])).toMatchObject({
      code: 3,
      out: '',
      err: expect.stringMatching(/^refused: SS-0099 is not known/),
    })
    expect(await atalaya(['lift', 'Sede!'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('component'),
    })
  })

  it('finds its address in the environment where no run is up', async () => {
    const env = { ...asAna, ATALAYA_URL: `${api.url}/` }
    const { code, out } = await command('atalaya.ts', ['status', '--json'], folder, env)
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ is: 'status', services: [{ service: 'seguridad-social' }] })
  })

  it.each([
    ['the wrong secret', { ...asAna, AWS_SECRET_ACCESS_KEY: 'guessed' }, 'the signature does not match'],
    ['a stranger', { ...asAna, AWS_ACCESS_KEY_ID: 'AKIANOBODY' }, 'unknown key'],
    ['another session', { ...asAna, AWS_SESSION_TOKEN: 'older' }, 'another session'],
    ['another region', { ...asAna, AWS_REGION: 'eu-west-3' }, 'signed for eu-west-3/execute-api'],
    [
      'a user who may not',
      { AWS_ACCESS_KEY_ID: 'AKIALUIS', AWS_SECRET_ACCESS_KEY: 'of-luis', AWS_REGION: 'eu-west-1' },
      'not allowed',
    ],
  ])('comes from %s: it is let in nowhere', async (_, env, why) => {
    const { code, out, err } = await atalaya(['resolve', 'SS-0001'], env)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('does not let you in (Forbidden): your role needs execute-api:Invoke')
    expect(err).not.toContain(env.AWS_SECRET_ACCESS_KEY)
    expect(api.seen.slice(before)).toEqual([why])
    expect(await steps()).toHaveLength(2)
  })

  it('is not sent without credentials', async () => {
    const env = { AWS_REGION: 'eu-west-1', AWS_EC2_METADATA_DISABLED: 'true', HOME: '/nowhere' }
    expect(await atalaya(['status'], env)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^no credentials of AWS: sign in first/),
    })
    expect(api.seen.slice(before)).toEqual([])
  })

  it('says how to repeat what nobody answered', async () => {
    api.fails(500)
    const { code, err } = await atalaya(['resolve', 'SS-0001', '--request', 'r7'])
    expect(code).toBe(1)
    expect(err).toContain('failed (500); say it again with --request r7: a repeat changes nothing twice')
  })
})
