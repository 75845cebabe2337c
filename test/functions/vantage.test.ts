import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { wire as wireProbe } from '../../functions/probe.ts'
import { wire as wireVantage } from '../../functions/vantage.ts'
import { type LocalInvocations, startInvocations } from '../../local/invocations.ts'
import { targetOf } from '../check/targets.ts'
import { roundEvent, startWorld, type World } from './world.ts'

const id = 'seguridad-social'
const arnOf = (region: string) => `arn:aws:lambda:${region}:000000000000:function:Atalaya-prod-vantage`
const regions = { 'eu-central-1': '127.0.0.2', 'eu-south-2': '127.0.0.3' }
const failing = { is: 'status', status: 503 } as const
const home = '127.0.0.1'

/** The probe at home, and a function for each region, whose looks leave from an address of its own. */
const stage = async (world: World) => {
  await world.deploy(world.service({ vantages: Object.keys(regions) }))
  const handlers = new Map(
    Object.entries(regions).map(([region, address]) => [
      region,
      world.wired(wireVantage, { AWS_REGION: region, LOCAL_ADDRESS: address }),
    ]),
  )
  const invocations = await startInvocations({
    functions: Object.entries(regions).map(([region, address]) => ({
      id: region,
      entry: 'functions/vantage.ts',
      environment: {},
      timeout: 10_000,
      retries: 0,
      vantage: { region, name: 'Atalaya-prod-vantage', address },
    })),
    invoke: async (region, event) => handlers.get(region)?.(event),
  })
  const arns = Object.fromEntries(Object.keys(regions).map(region => [region, arnOf(region)]))
  const probe = (over = {}) =>
    world.wired(wireProbe, {
      AWS_REGION: 'eu-west-1',
      AWS_ENDPOINT_URL_LAMBDA: invocations.url,
      VANTAGES: JSON.stringify(arns),
      ...over,
    })
  return { invocations, probe, handlers }
}

let world: World
let on: Awaited<ReturnType<typeof stage>>
let invocations: LocalInvocations
beforeEach(async () => {
  world = await startWorld()
  on = await stage(world)
  invocations = on.invocations
})
afterEach(async () => {
  await invocations.close()
  await world.close()
})
const rounds = async (count: number, probe = on.probe()) => {
  for (let n = 0; n < count; n++) await probe(roundEvent(n))
}
const opened = async () => (await world.store.readRecord(id))?.incidents ?? []
const verdict = () => world.lines('check').find(line => line.voices !== undefined)

describe('a probe with vantages', () => {
  it('opens nothing that only it sees', async () => {
    world.site.be(failing, home)
    await rounds(4)
    expect(await opened()).toEqual([])
    expect(verdict()).toMatchObject({ outcome: 'up', reason: 'overruled-up', vantage: 'eu-west-1' })
    expect(new Set(world.site.visits.map(({ address }) => address))).toEqual(
      new Set([home, ...Object.values(regions)]),
    )
  })

  it('opens what one of two others sees as well', async () => {
    world.site.be(failing, home)
    world.site.be(failing, regions['eu-south-2'])
    await rounds(3)
    expect(await opened()).toMatchObject([{ id: 'SS-0001' }])
  })

  it('decides alone where nobody else answers, and says so once', async () => {
    world.site.be(failing)
    await invocations.close()
    await rounds(4)
    expect(await opened()).toMatchObject([{ id: 'SS-0001' }])
    expect(world.lines('alarm')).toMatchObject([
      { alarm: 'vantage-silent', text: expect.stringContaining('eu-central-1, eu-south-2'), Alarms: 1 },
    ])
  })

  it('asks nobody while all is well', async () => {
    await rounds(2)
    expect(new Set(world.site.visits.map(({ address }) => address))).toEqual(new Set([home]))
  })

  it('is not wired with an environment that names none', () => {
    expect(() => on.probe({ VANTAGES: '["eu-west-1"]' })).toThrow(/VANTAGES/)
  })
})

describe('a vantage', () => {
  it('says who looks', async () => {
    world.site.be(failing, home)
    await rounds(1)
    const seen = world.site.visits.find(({ address }) => address === regions['eu-central-1'])
    expect(seen?.headers['user-agent']).toMatch(/^Atalaya\/.*https:\/\/example\.org\/who/)
  })

  it('cannot tell of a site that may still answer at home', async () => {
    world.site.be({ is: 'hang', in: 'headers' })
    const asked = { service: id, targets: [targetOf(world.site.url)], controls: [], deadline: 300 }
    expect(await on.handlers.get('eu-central-1')?.(asked)).toMatchObject({
      is: 'seen',
      seen: [{ outcome: 'blind', reason: 'cut-short' }],
    })
  })

  it.each([[undefined], [{}], [{ service: id, targets: [{ url: 'file:///etc/passwd' }], controls: [] }]])(
    'refuses what is no question: %j',
    async event => {
      await expect(on.handlers.get('eu-central-1')?.(event)).rejects.toThrow()
      expect(world.site.visits).toEqual([])
    },
  )
})
