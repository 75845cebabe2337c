import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aService } from '../given.ts'
import { aBrowser, aHouse, type House, hiddenIn, type TestBrowser } from './stage.ts'

const other = aService({ id: 'hacienda', code: 'AEAT', name: { es: 'Hacienda' } })
let house: House
let ana: TestBrowser
beforeEach(async () => {
  house = await aHouse({}, [other])
  await house.rounds('ddd')
  ana = await aBrowser(house)
})
afterEach(() => house.close())

const holdsOf = async (id: string) => Object.keys((await house.store.readRecord(id))?.holds ?? {})

describe('the view of several services', () => {
  it('lists them, and leads to each', async () => {
    const { text } = await ana.look('/operate')
    expect(text).toContain('href="/operate/seguridad-social"')
    expect(text).toContain('Abierto: SS-0001.')
    expect((await ana.look('/operate/hacienda')).text).toContain('Cómo va Hacienda')
    expect((await ana.look('/operate/correos')).status).toBe(404)
  })

  it('holds all of them at once', async () => {
    const asked = await ana.send({ step: 'ask', command: 'hold', channel: 'all', service: '' })
    expect(asked.text).toContain('no funciona')
    await ana.send({ ...hiddenIn(asked), service: '' })
    expect([await holdsOf('seguridad-social'), await holdsOf('hacienda')]).toEqual([['all'], ['all']])
  })

  it('holds one of them alone', async () => {
    await ana.send({ step: 'do', command: 'hold', channel: 'all', request: 'r1' })
    expect([await holdsOf('seguridad-social'), await holdsOf('hacienda')]).toEqual([['all'], []])
  })
})
