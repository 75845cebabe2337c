import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aHouse, entryOf, type House } from '../console/stage.ts'
import { browserHere, openBrowser } from './chromium.ts'
import { type Visitor, visitor } from './visitor.ts'

const skipped = browserHere === undefined ? ' (skipped: no Chromium here)' : ''

describe.skipIf(browserHere === undefined)(`a waiting post in Chromium${skipped}`, () => {
  let house: House
  let browser: Browser
  let ana: Visitor
  const texts: string[] = []
  const press = (name: string) => ana.page.getByRole('button', { name, exact: true }).click()
  const section = (heading: string) => ana.page.getByRole('region', { name: heading })

  beforeAll(async () => {
    house = await aHouse({ channels: { x: { mode: 'approve' } } })
    house.useChannel({
      account: async () => '1001',
      send: async text => ({ is: 'sent', id: String(texts.push(text)) }),
      find: async () => ({ is: 'missing' }),
    })
    await house.rounds('ddd')
    await house.publish()
    browser = await openBrowser()
    ana = await visitor(browser)
    await ana.page.goto(`${house.url}${await entryOf(house)}`)
    await ana.page.waitForURL(`${house.url}/operate`)
  })
  afterAll(async () => {
    await browser?.close()
    await house?.close()
  })

  it('says until when it waits, and for what', async () => {
    const coming = await section('Qué diremos en X').textContent()
    expect(coming).toContain('Espera tu sí hasta las 11:17. Si nadie contesta, no sale.')
    expect(coming).toMatch(/no funciona .*\(SS-0001\)/)
    expect(await ana.audit()).toEqual([])
  })

  it('goes out in exactly the words that were approved', async () => {
    await press('Sí, publicar')
    const shown = await ana.page.locator('p.text').textContent()
    expect(await ana.audit()).toEqual([])
    await press('Sí, publicar')
    expect(await ana.page.getByRole('status').textContent()).toContain('Aprobado: SS-0001/1.')
    expect(texts).toEqual([])
    await house.publish()
    expect(texts).toEqual([shown])
    await ana.page.reload()
    expect(await section('Qué hemos dicho en X').textContent()).toContain(`${shown}\nPublicado`)
    expect(ana.faults).toEqual([])
  })
})
