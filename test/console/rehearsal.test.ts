import { describe, expect, it } from 'vitest'
import type { CommandName } from '../../lib/console/command-words.ts'
import { fieldsOf, requestOf } from '../../lib/console/fields.ts'
import { rehearsalOf } from '../../lib/console/rehearsal.ts'
import { readFacts } from '../../lib/operate/facts.ts'
import type { ServiceFile } from '../../lib/service/service.ts'
import { aDesk } from '../operate/stage.ts'

const x = (settings: NonNullable<NonNullable<ServiceFile['channels']>['x']>) => ({
  channels: { x: settings },
})

const given = async (over: Partial<ServiceFile> = {}) => {
  const desk = aDesk(over)
  await desk.rounds('ddd')
  let n = 0
  return {
    ...desk,
    rehearse: async (command: CommandName, more: Readonly<Record<string, string>> = {}) => {
      const fields = fieldsOf(new URLSearchParams({ command, ...more }).toString())
      const reply = await desk.say(requestOf(fields, { by: 'ana', request: `view-${++n}`, dryRun: true }))
      if (reply.is !== 'done') throw new RangeError(JSON.stringify(reply))
      return rehearsalOf(
        command,
        [await readFacts(desk.store, desk.service, desk.clock.now())],
        fields,
        reply,
      )
    },
  }
}

describe('the confirm step', () => {
  it('shows the words, the channel, the price and when', async () => {
    const its = await given()
    const { title, about, posts } = await its.rehearse('open', {
      component: 'oficinas',
      what: 'office-closed',
    })
    expect(title).toBe('Abrir un fallo: oficinas')
    expect(about).toBe('Esto es lo que se dice, con estas palabras:')
    expect(posts).toEqual([
      {
        channel: 'X',
        lang: 'es',
        text: expect.stringContaining('(SS-0002)'),
        price: 'unos 0,014 €',
        when: 'Sale ya.',
      },
    ])
  })

  it('says of each turn of a window when it is told', async () => {
    const its = await given()
    const { posts } = await its.rehearse('plan', {
      components: 'web',
      from: '2026-11-25 02:00',
      to: '2026-11-25 06:00',
      announce: '24h',
    })
    expect(posts.map(({ when }) => when)).toEqual([
      'El 24 de noviembre a las 2:00, si nada cambia.',
      'El 25 de noviembre a las 2:00, si nada cambia.',
      'El 25 de noviembre a las 6:00, si nada cambia.',
    ])
  })

  it('says that nothing is told where that is so', async () => {
    const its = await given()
    expect(await its.rehearse('ack', { incident: 'SS-0001' })).toMatchObject({
      about: 'No se dice nada en público.',
      posts: [],
    })
    await its.say({ command: 'ack', incident: 'SS-0001' })
    expect((await its.rehearse('ack', { incident: 'SS-0001' })).means).toEqual([
      'Ya es así: no cambiaría nada.',
    ])
  })

  it('warns of words that are hard to read', async () => {
    const its = await given()
    const text = 'Procederemos a la regularización administrativa correspondiente.'
    const { warnings } = await its.rehearse('notice', { text, source: 'la Seguridad Social' })
    expect(warnings).toContain('Cuesta leerlo: usa palabras y frases más cortas.')
  })

  it('says that what it ends stays shut for a while', async () => {
    const its = await given()
    await its.say({ command: 'open', component: 'oficinas' })
    expect((await its.rehearse('resolve', { incident: 'SS-0001' })).means).toHaveLength(1)
    expect((await its.rehearse('resolve', { incident: 'SS-0002' })).means).toEqual([])
  })

  it('shows what a hold keeps in, and what a release lets out', async () => {
    const its = await given()
    expect(await its.rehearse('hold', { channel: 'all' })).toMatchObject({
      about: 'Esto es lo que está por salir:',
      posts: [{ text: expect.stringContaining('(SS-0001)') }],
    })
    await its.say({ command: 'hold' })
    expect(await its.rehearse('release', { channel: 'all' })).toMatchObject({
      about: 'Esto sale:',
      posts: [{ text: expect.stringContaining('(SS-0001)') }],
    })
    const { posts } = await its.rehearse('open', { component: 'oficinas' })
    expect(posts[0]?.when).toContain('Parado')
  })

  it('shows the waiting words to whoever approves or skips them', async () => {
    const its = await given(x({ mode: 'approve' }))
    await its.publish()
    const about = { channel: 'x', notice: 'SS-0001/1' }
    for (const command of ['approve', 'skip'] as const)
      expect((await its.rehearse(command, about)).posts).toMatchObject([
        { text: expect.stringContaining('(SS-0001)') },
      ])
    expect((await its.rehearse('approve', about)).about).toBe('Dices que sí a esto, con estas palabras:')
  })

  it('shows the post in doubt and what each word on it means', async () => {
    const its = await given()
    const unclear = { notice: 'SS-0001/1', state: 'unclear', at: 0, text: 'Uno (SS-0001)' } as const
    const facts = await readFacts(its.store, its.service, its.clock.now())
    const [channel] = facts.channels
    await its.store.writeLedger({ ...channel!.ledger, version: 1, log: [unclear] })
    const { posts, means } = await its.rehearse('rule', {
      channel: 'x',
      notice: 'SS-0001/1',
      ruling: 'absent',
    })
    expect(posts).toMatchObject([{ text: 'Uno (SS-0001)', when: 'Está en duda.' }])
    expect(means[0]).toContain('si aún es verdad, se publica otra vez')
  })

  it('says on a rehearsing channel that nothing is published', async () => {
    const its = await given(x({ mode: 'shadow' }))
    const { posts } = await its.rehearse('open', { component: 'oficinas' })
    expect(posts).toMatchObject([
      { channel: 'X (ensayo: no se publica nada)', when: 'Solo se ensaya: no se publica.' },
    ])
  })
})

describe('a post that may not go out', () => {
  it('is not promised while the posting is held', async () => {
    const its = await given(x({ mode: 'approve' }))
    await its.publish()
    await its.say({ command: 'hold' })
    const { posts } = await its.rehearse('approve', { channel: 'x', notice: 'SS-0001/1' })
    expect(posts[0]?.when).toContain('Parado')
  })

  it('is not promised once the budget is nearly spent', async () => {
    const its = await given(x({ budget: { day: 2, month: 2 } }))
    await its.publish()
    const { posts } = await its.rehearse('open', { component: 'oficinas' })
    expect(posts[0]?.when).toBe('Puede no salir: casi no queda presupuesto.')
  })
})
