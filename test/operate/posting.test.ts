import { describe, expect, it } from 'vitest'
import { aDesk } from './stage.ts'

const waiting = async () => {
  const desk = aDesk({ channels: { x: { mode: 'approve' } } })
  await desk.rounds('ddd')
  await desk.publish()
  return desk
}
const states = async (desk: ReturnType<typeof aDesk>) => {
  const reply = await desk.say({ command: 'posts' })
  return reply.is === 'posts' ? reply.posts.map(({ notice, state }) => `${notice} ${state}`) : reply
}

describe('an approval', () => {
  it('lets the post go in the very words that wait', async () => {
    const desk = await waiting()
    expect(await states(desk)).toEqual(['SS-0001/1 waiting'])
    expect(await desk.say({ command: 'approve', notice: 'SS-0001/1' })).toMatchObject({
      is: 'done',
      changed: true,
    })
    await desk.publish()
    expect(await states(desk)).toEqual(['SS-0001/1 sent'])
  })

  it('tells the publisher at once', async () => {
    const desk = await waiting()
    await desk.say({ command: 'approve', notice: 'SS-0001/1' })
    expect(desk.bus.events.at(-1)).toMatchObject({ type: 'posting.changed', detail: { what: 'approved x' } })
  })

  it('rehearsed shows the very post that it lets go', async () => {
    const desk = await waiting()
    const reply = await desk.say({ command: 'approve', notice: 'SS-0001/1', dryRun: true })
    expect(reply).toMatchObject({ dryRun: true, told: [{ notice: 'SS-0001/1', euros: 0.014 }] })
    expect(await states(desk)).toEqual(['SS-0001/1 waiting'])
  })

  it('repeated by its request is harmless even after the post went out', async () => {
    const desk = await waiting()
    const approve = { command: 'approve', notice: 'SS-0001/1', request: 'once' }
    await desk.say(approve)
    await desk.publish()
    expect(await desk.say(approve)).toMatchObject({ is: 'done', changed: false })
  })

  it('of another notice is no repeat, though its request id was used', async () => {
    const desk = await waiting()
    await desk.say({ command: 'approve', notice: 'SS-0001/1', request: 'once' })
    expect(await desk.say({ command: 'approve', notice: 'SS-0001/9', request: 'once' })).toMatchObject({
      is: 'refused',
    })
  })

  it.each([
    ['of other words than those that wait', { text: 'Otra cosa.' }, /waits in other words/],
    ['of what is not waiting', { notice: 'SS-0001/9' }, /SS-0001\/9 is not waiting on x/],
  ])('%s is refused', async (_, over, why) => {
    const desk = await waiting()
    expect(await desk.say({ command: 'approve', notice: 'SS-0001/1', ...over })).toEqual({
      is: 'refused',
      why: expect.stringMatching(why),
    })
  })

  it('of a post that was sent says so', async () => {
    const desk = await waiting()
    await desk.say({ command: 'approve', notice: 'SS-0001/1' })
    await desk.publish()
    expect(await desk.say({ command: 'skip', notice: 'SS-0001/1' })).toEqual({
      is: 'refused',
      why: 'SS-0001/1 is not waiting on x: it is sent',
    })
  })
})

describe('a ruling', () => {
  it('is refused where nothing is unclear', async () => {
    const desk = await waiting()
    expect(await desk.say({ command: 'rule', notice: 'SS-0001/1', ruling: 'landed' })).toEqual({
      is: 'refused',
      why: 'SS-0001/1 is not unclear on x',
    })
  })
})

describe('the switch', () => {
  it('stops all channels and says what may still appear', async () => {
    const desk = aDesk()
    await desk.rounds('ddd')
    const reply = await desk.say({ command: 'hold', why: 'pruebas' })
    expect(reply).toMatchObject({
      is: 'done',
      changed: true,
      text: expect.stringMatching(/may still appear/),
    })
    await desk.publish()
    expect(await states(desk)).toEqual(['SS-0001/1 held'])
    expect(await desk.say({ command: 'release', dryRun: true })).toMatchObject({
      told: [{ notice: 'SS-0001/1' }],
    })
    await desk.say({ command: 'release' })
    expect(await states(desk)).toEqual(['SS-0001/1 pending'])
    await desk.publish()
    expect(await states(desk)).toEqual(['SS-0001/1 sent'])
  })
})

describe('what a hold keeps back', () => {
  it('may be taken back before it is released', async () => {
    const desk = aDesk()
    await desk.say({ command: 'hold' })
    await desk.say({ command: 'notice', text: 'Con un error.', source: 'la web' })
    expect(await desk.say({ command: 'skip', notice: 'SS-0001/1' })).toMatchObject({
      is: 'done',
      changed: true,
    })
    await desk.say({ command: 'release' })
    await desk.publish()
    expect(await states(desk)).toEqual([])
  })

  it('shows public notes that nobody heard in time', async () => {
    const desk = aDesk()
    await desk.rounds('ddd')
    await desk.publish()
    await desk.say({ command: 'hold' })
    const reply = await desk.say({ command: 'note', incident: 'SS-0001', text: 'Uno.', public: true })
    expect(reply).toMatchObject({ warnings: [expect.stringMatching(/not told now/)] })
    desk.clock.set(desk.clock.now() + 11 * 60_000)
    await desk.say({ command: 'release' })
    expect(await states(desk)).toContain('SS-0001/2 skipped')
  })
})

describe('a lift', () => {
  it('rehearsed shows the outage that it would tell', async () => {
    const desk = aDesk()
    await desk.rounds('ddd')
    await desk.publish()
    await desk.say({ command: 'false-alarm', incident: 'SS-0001' })
    await desk.publish()
    const reply = await desk.say({ command: 'lift', component: 'sede', dryRun: true })
    expect(reply).toMatchObject({ told: [{ notice: 'SS-0002/1' }] })
  })
})
