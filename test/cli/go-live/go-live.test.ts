import { beforeAll, describe, expect, it } from 'vitest'
import type { Answer, Ready } from '../../../cli/answer.ts'
import { goLive } from '../../../cli/go-live/go-live.ts'
import type { Keyboard } from '../../../cli/keyboard.ts'
import type { Order } from '../../../cli/operator.ts'
import { alarmingAws } from './aws.ts'

const service = (over: Partial<Ready> = {}): Ready => ({
  service: 'ss',
  channel: 'x',
  mode: 'shadow',
  since: 0,
  by: 'first deployment',
  timeZone: 'Europe/Madrid',
  held: false,
  wanted: 'auto',
  rehearsed: [{ notice: 'SS-0001/1', state: 'sent', at: 0, text: 'La web no funciona', euros: 0.014 }],
  wouldTell: [{ channel: 'x', notice: 'SS-0002/1', text: 'La Sede no funciona', euros: 0.014 }],
  left: { day: { posts: 100, euros: 1.4 }, month: { posts: 1_000, euros: 14 } },
  account: { is: 'known', id: '1001', name: '@prueba' },
  missing: [],
  ...over,
})

const keyboard = (answer?: string): Keyboard => ({
  isTerminal: answer !== undefined,
  ask: async () => answer ?? '',
  askHidden: async () => '',
  close: () => {},
})

/** An operator's door that answers with what it was given, and whoever sits before it. */
const at = (services: readonly Ready[], more: { answer?: string; env?: object; stack?: object } = {}) => {
  const orders: Order[] = []
  const notes: string[] = []
  const operator = async (order: Order): Promise<Answer> => {
    orders.push(order)
    if (order.command === 'readiness')
      return { is: 'readiness', services: [...services], missing: [], ...more.stack } as Answer
    return { is: 'done', changed: true, text: `${order.mode}`, dryRun: false, timeZone: 'UTC', warnings: [] }
  }
  const world = {
    operator,
    keyboard: keyboard(more.answer),
    env: { ...more.env },
    note: (text: string) => void notes.push(text),
  }
  const live = (wanted: { yes?: boolean; anyway?: boolean; dryRun?: boolean } = {}) =>
    goLive(
      {
        command: 'readiness',
        channel: 'x',
        request: 'r',
        by: 'ana',
        ...(wanted.dryRun && { dryRun: true }),
      },
      { mode: 'auto', yes: wanted.yes ?? false, anyway: wanted.anyway ?? false },
      world,
    )
  return { live, notes, switched: () => orders.filter(({ command }) => command === 'mode') }
}

const stack = { stack: { name: 'Atalaya-prod', region: 'eu-west-1' } }
const well = { alarms: { 'Atalaya-prod-NoRounds': false }, listeners: { 'ana@example.org': true } }

beforeAll(() => {
  process.env.AWS_ACCESS_KEY_ID = 'test'
  process.env.AWS_SECRET_ACCESS_KEY = 'test'
})

describe('going live', () => {
  it('shows what it means before it asks', async () => {
    const { live, notes, switched } = at([service()], { answer: 'y' })
    expect(await live()).toMatchObject({ is: 'done', changed: true, text: 'auto' })
    expect(notes.join()).toMatch(
      /first deployment[\s\S]*La web no funciona[\s\S]*La Sede no funciona[\s\S]*@prueba/,
    )
    expect(notes.join()).toContain('alarms: not checked, a run on this machine has none')
    expect(switched()).toMatchObject([{ service: 'ss', channel: 'x', mode: 'auto', request: 'r' }])
  })

  it.each([
    ['the answer is no', 'n', 'nothing was changed'],
    ['nobody can be asked', undefined, 'say --yes'],
  ])('changes nothing where %s', async (_, answer, why) => {
    const { live, switched } = at([service()], answer === undefined ? {} : { answer })
    expect(await live()).toMatchObject({ is: 'refused', why: expect.stringContaining(why) })
    expect(switched()).toEqual([])
  })

  it('only shows it when rehearsed', async () => {
    const { live, switched } = at([service({ missing: ['no credits'] })])
    expect(await live({ dryRun: true })).toMatchObject({ is: 'readiness', missing: ['no credits'] })
    expect(switched()).toEqual([])
  })

  it('takes every service that is not live yet', async () => {
    const { live, switched } = at([service(), service({ service: 'sepe', mode: 'auto' })])
    expect(await live({ yes: true })).toMatchObject({ text: 'auto', changed: true })
    expect(switched().map(one => one.service)).toEqual(['ss'])
  })

  it('says so where all are live', async () => {
    const { live } = at([service({ mode: 'auto' })])
    expect(await live()).toMatchObject({ is: 'done', changed: false })
  })

  it('is refused while something is missing, but for those who insist', async () => {
    const { live, switched } = at([service({ missing: ['X wants credits (402)'] })])
    expect(await live({ yes: true })).toMatchObject({ is: 'refused', why: expect.stringContaining('402') })
    expect(switched()).toEqual([])
    expect(await live({ yes: true, anyway: true })).toMatchObject({ is: 'done' })
  })
})

describe('the alarms of a deployment', () => {
  const found = async (told: Parameters<typeof alarmingAws>[0]) => {
    const answer = await at([service()], { stack, env: await alarmingAws(told) }).live({ dryRun: true })
    return answer as unknown as { readonly missing: readonly string[]; readonly alarms: object }
  }

  it('are quiet, and somebody hears them', async () => {
    expect(await found(well)).toMatchObject({ missing: [], alarms: { count: 1, ringing: [], confirmed: 1 } })
  })

  it.each([
    ['one rings', { ...well, alarms: { 'Atalaya-prod-NoRounds': true } }, /Atalaya-prod-NoRounds rings/],
    ['none is there', { alarms: { 'Atalaya-ensayo-NoRounds': true } }, /there are no alarms/],
    [
      'an address is unconfirmed',
      { ...well, listeners: { 'eva@example.org': false } },
      /eva@example.org has/,
    ],
    ['nobody listens', { ...well, listeners: {} }, /nobody hears the alarms/],
    ['AWS does not say', { denies: true }, /not checked: AWS does not let you look at the alarms/],
  ])('are a reason to wait where %s', async (_, told, why) => {
    expect((await found(told)).missing.join('; ')).toMatch(why)
  })
})
