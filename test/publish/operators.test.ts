import { describe, expect, it } from 'vitest'
import { aService, eleven, minute } from '../given.ts'
import { type Act, aWorld } from './world.ts'

const second = 1_000
const unknown = (lands = false): Act => ({ answer: { is: 'unknown', why: 'reset' }, lands })
const down = async (over: Parameters<typeof aService>[0] = {}) => {
  const world = aWorld(aService(over))
  await world.rounds('ddd')
  return world
}
const offices = { command: 'open', component: 'oficinas', what: 'office-closed' } as const
const plan = (from: number, to: number) =>
  ({
    command: 'plan',
    components: ['sede'],
    from: eleven + from * minute,
    to: eleven + to * minute,
    announce: eleven,
  }) as const

describe('the switch', () => {
  it('stops what is not being sent yet', async () => {
    const world = await down()
    await world.say({ command: 'hold', channel: 'all' })
    await world.publish()
    expect(world.timeline).toEqual([])
    await world.say({ command: 'release', channel: 'all' })
    await world.publish()
    expect(world.states()).toEqual(['SS-0001/1 sending', 'SS-0001/1 sent'])
  })

  it('never lets out what became untrue meanwhile', async () => {
    const world = await down()
    await world.say({ command: 'hold', channel: 'x' })
    await world.publish()
    await world.rounds('uu')
    await world.say({ command: 'release', channel: 'x' })
    await world.publish()
    expect(world.timeline).toEqual([])
  })

  it('keeps an end that is owed until it is released', async () => {
    const world = await down()
    await world.publish()
    await world.say({ command: 'hold', channel: 'all' })
    await world.rounds('uu')
    await world.publish()
    expect(world.timeline).toHaveLength(1)
    await world.say({ command: 'release', channel: 'all' })
    await world.publish()
    expect(world.states().at(-1)).toBe('SS-0001/2 sent')
  })

  it('lets looks for a post in doubt go on, but sends none again', async () => {
    const world = await down()
    world.acts.push(unknown())
    await world.publish()
    await world.say({ command: 'hold', channel: 'all' })
    for (let n = 0; n < 6; n++) {
      world.wait(2 * minute)
      await world.publish()
    }
    expect((await world.ledger())?.flight).toMatchObject({ state: 'unknown', attempt: 1 })
    await world.rounds('d')
    await world.say({ command: 'release', channel: 'all' })
    world.wait(2 * minute)
    await world.publish()
    expect(world.states().slice(-2)).toEqual(['SS-0001/1 sending', 'SS-0001/1 sent'])
  })
})

describe('what operators open', () => {
  it('is told from its beginning to its end', async () => {
    const world = aWorld(aService())
    await world.rounds('u')
    await world.say(offices)
    await world.publish()
    await world.say({ command: 'note', incident: 'SS-0001', text: 'Abren el lunes.', public: true })
    await world.publish()
    await world.say({ command: 'resolve', incident: 'SS-0001' })
    await world.publish()
    expect(world.states().filter(state => state.endsWith(' sent'))).toEqual([
      'SS-0001/1 sent',
      'SS-0001/2 sent',
      'SS-0001/3 sent',
    ])
    expect(world.texts()[1]).toContain('Abren el lunes.')
    expect((await world.ledger())?.told).toEqual({ 'SS-0001': { is: 'up', step: 3 } })
  })

  it('needs no second yes where posts wait for one', async () => {
    const world = aWorld(aService({ channels: { x: { mode: 'approve' } } }))
    await world.rounds('u')
    await world.say(offices)
    await world.publish()
    expect(world.timeline).toHaveLength(1)
  })

  it('tells every note in its turn, though newer ones follow', async () => {
    const world = await down()
    await world.publish()
    await world.say({ command: 'note', incident: 'SS-0001', text: 'Uno.', public: true })
    await world.say({ command: 'note', incident: 'SS-0001', text: 'Dos.', public: true })
    await world.publish()
    expect(world.texts().map(text => /Uno|Dos/.exec(text)?.[0])).toEqual([undefined, 'Uno', 'Dos'])
  })

  it('keeps notes for operators to operators', async () => {
    const world = await down()
    await world.publish()
    await world.say({ command: 'note', incident: 'SS-0001', text: 'Llamar a GISS.', public: false })
    await world.rounds('d')
    await world.publish()
    expect(world.timeline).toHaveLength(1)
  })
})

describe('a public-interest notice', () => {
  const notice = { command: 'notice', text: 'Es un bulo.', source: 'la Seguridad Social' } as const

  it('is told once and owes nothing', async () => {
    const world = aWorld(aService())
    await world.rounds('u')
    await world.say(notice)
    for (let n = 0; n < 3; n++) await world.publish()
    expect(world.texts()).toHaveLength(1)
    expect(world.texts()[0]).toContain('Es un bulo.')
    expect((await world.ledger())?.told).toEqual({ 'SS-0001': { is: 'up', step: 1 } })
  })

  it('leaves the last post of the day to the end that is owed', async () => {
    const world = await down({ channels: { x: { budget: { day: 2 } } } })
    await world.publish()
    await world.say(notice)
    await world.publish()
    expect(world.timeline).toHaveLength(1)
    await world.rounds('uu')
    await world.publish()
    expect(world.states().at(-1)).toBe('SS-0001/2 sent')
  })

  it('is not told when it is an hour old', async () => {
    const world = aWorld(aService())
    await world.rounds('u')
    await world.say(notice)
    world.wait(61 * minute)
    await world.publish()
    expect(world.timeline).toEqual([])
  })
})

describe('maintenance', () => {
  const sent = (world: ReturnType<typeof aWorld>) => world.states().filter(state => state.endsWith(' sent'))

  it('is announced, started and ended', async () => {
    const world = aWorld(aService())
    await world.say(plan(3, 6))
    for (const letter of 'uuuddduu') {
      await world.publish()
      await world.rounds(letter)
    }
    await world.publish()
    expect(sent(world)).toEqual(['SS-0001/1 sent', 'SS-0001/2 sent', 'SS-0001/3 sent'])
  })

  it('is told as running where its announcement comes late', async () => {
    const world = aWorld(aService())
    await world.say(plan(3, 60))
    await world.rounds('uuuuu')
    await world.publish()
    expect(world.texts()).toHaveLength(1)
    expect(world.texts()[0]).toMatch(/^🔧/)
  })

  it('is never begun in public once it is over', async () => {
    const world = aWorld(aService())
    await world.say(plan(1, 3))
    await world.rounds('uuuuuu')
    await world.publish()
    expect(world.timeline).toEqual([])
  })

  it('tells an overrun before the outage that it leaves', async () => {
    const world = aWorld(aService())
    await world.say(plan(1, 5))
    await world.rounds('u')
    await world.publish()
    await world.rounds('dddddd')
    await world.publish()
    expect(sent(world).slice(-2)).toEqual(['SS-0001/3 sent', 'SS-0002/1 sent'])
  })
})

describe('a post that waits for a yes', () => {
  const waiting = async (approval: object = {}) => {
    const world = await down({ channels: { x: { mode: 'approve', approval } } })
    await world.publish()
    return world
  }

  it('is skipped when a person says no, and not asked for again', async () => {
    const world = await waiting()
    await world.say({ command: 'skip', channel: 'x', notice: 'SS-0001/1' })
    await world.publish()
    await world.rounds('d')
    await world.publish()
    expect(world.states()).toEqual(['SS-0001/1 waiting', 'SS-0001/1 skipped'])
    expect((await world.ledger())?.log.at(-1)?.why).toBe('ana said no')
  })

  it('is asked for anew once there is more to say', async () => {
    const world = await waiting()
    await world.say({ command: 'skip', channel: 'x', notice: 'SS-0001/1' })
    await world.publish()
    await world.rounds('ddd', ['sede', 'web'])
    await world.publish()
    expect(world.states().at(-1)).toBe('SS-0001/1 waiting')
    await world.say({ command: 'skip', channel: 'x', notice: 'SS-0001/1' })
    await world.publish()
    expect(world.states().at(-1)).toBe('SS-0001/1 skipped')
  })

  it.each([
    ['drop', 0, 'SS-0001/1 skipped'],
    ['tell', 1, 'SS-0001/1 sent'],
  ])('goes by the policy %s when nobody answers in time', async (otherwise, posts, last) => {
    const world = await waiting({ wait: '5m', otherwise })
    world.wait(4 * minute)
    await world.publish()
    expect(world.states().at(-1)).toBe('SS-0001/1 waiting')
    world.wait(minute)
    await world.publish()
    await world.publish()
    expect(world.timeline).toHaveLength(posts)
    expect(world.states().at(-1)).toBe(last)
  })
})

describe('a ruling on an unclear post', () => {
  /** One attempt, of which nobody can tell. */
  const unclear = async (lands: boolean) => {
    const world = await down({ policy: { reconcile: { attempts: 1 } } })
    world.acts.push(unknown(lands))
    if (lands) world.looks.push({ is: 'missing' }, { is: 'missing' })
    await world.publish()
    for (let n = 0; n < 3; n++) {
      world.wait(2 * minute + 20 * second)
      await world.publish()
    }
    expect(world.states().at(-1)).toBe('SS-0001/1 unclear')
    await world.rounds('d')
    return world
  }
  const rule = (world: ReturnType<typeof aWorld>, ruling: 'landed' | 'absent' | 'drop') =>
    world.say({ command: 'rule', channel: 'x', notice: 'SS-0001/1', ruling })

  it('that it landed makes its end an end', async () => {
    const world = await unclear(true)
    await rule(world, 'landed')
    await world.publish()
    expect((await world.ledger())?.told).toEqual({ 'SS-0001': { is: 'down', step: 1 } })
    await world.rounds('uu')
    await world.publish()
    expect((await world.ledger())?.log.map(({ state }) => state)).toEqual(['sent', 'sent'])
    expect(world.texts()[1]).not.toContain('no funcionó')
  })

  it('that it is absent lets it be told anew, and gives its price back', async () => {
    const world = await unclear(false)
    const spent = (await world.ledger())?.spent.n
    await rule(world, 'absent')
    await world.publish()
    expect(world.timeline).toHaveLength(1)
    expect((await world.ledger())?.spent.n).toBe(spent)
    expect((await world.ledger())?.told).toEqual({ 'SS-0001': { is: 'down', step: 1 } })
  })

  it('that it is to be dropped says no more of it', async () => {
    const world = await unclear(true)
    await rule(world, 'drop')
    await world.rounds('uu')
    await world.publish()
    expect(world.timeline).toHaveLength(1)
    expect((await world.ledger())?.told).toEqual({ 'SS-0001': { is: 'up', step: 1, silent: true } })
    await world.rounds('ddd')
    await world.publish()
    expect(world.states().at(-1)).toBe('SS-0001/3 sent')
  })

  it('said before it became unclear is not taken', async () => {
    const world = await down({ policy: { reconcile: { attempts: 1 } } })
    await rule(world, 'landed')
    world.acts.push(unknown())
    await world.publish()
    for (let n = 0; n < 3; n++) {
      world.wait(2 * minute + 20 * second)
      await world.publish()
    }
    await world.publish()
    expect((await world.ledger())?.told).toEqual({ 'SS-0001': { is: 'maybe', step: 1 } })
  })
})
