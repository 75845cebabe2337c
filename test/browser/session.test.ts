import { createServer, type Server } from 'node:http'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { end, listen } from '../../local/listen.ts'
import { aHouse, entryOf, type House } from '../console/stage.ts'
import { browserHere, openBrowser } from './chromium.ts'

const skipped = browserHere === undefined ? ' (skipped: no Chromium here)' : ''

describe.skipIf(browserHere === undefined)(`a session in Chromium${skipped}`, () => {
  let house: House
  let browser: Browser
  let page = ''
  // 127.0.0.1 is another site than localhost.
  let elsewhere: Server | undefined
  let port = 0

  const entry = async () => `${house.url}${await entryOf(house)}`

  beforeAll(async () => {
    house = await aHouse()
    browser = await openBrowser()
    elsewhere = createServer((_, response) => {
      response.setHeader('content-type', 'text/html')
      response.end(page)
    })
    port = await listen(elsewhere, 0)
  })
  afterAll(async () => {
    await browser?.close()
    if (elsewhere) await end(elsewhere)
    await house?.close()
  })

  it('opens by a link in another site, such as a chat', async () => {
    const visit = await browser.newPage()
    page = `<a href="${await entry()}">entrar</a>`
    await visit.goto(`http://127.0.0.1:${port}/`)
    await visit.getByText('entrar').click()
    await visit.waitForURL(`${house.url}/operate`)
    expect(await visit.locator('body').textContent()).toContain('Eres ana')
    await visit.close()
  })

  it('is of no use to a form of another site', async () => {
    const context = await browser.newContext()
    const visit = await context.newPage()
    await visit.goto(await entry())
    await visit.waitForURL(`${house.url}/operate`)
    const code = (await visit.locator('input[name=code]').first().inputValue()) ?? ''
    page = `<form method="post" action="${house.url}/operate"><input name="step" value="do">
      <input name="command" value="hold"><input name="service" value="seguridad-social"><input name="request" value="r1">
      <input name="code" value="${code}"><button>premio</button></form>`
    await visit.goto(`http://127.0.0.1:${port}/`)
    const [answer] = await Promise.all([
      visit.waitForResponse(`${house.url}/operate`),
      visit.getByText('premio').click(),
    ])
    expect(answer.status()).toBe(403)
    expect((await house.record()).holds).toEqual({})
    await context.close()
  })

  it('is none where the link is another one', async () => {
    const visit = await browser.newPage()
    const link = await entry()
    const answer = await visit.goto(link.replace(/.$/, last => (last === 'A' ? 'B' : 'A')))
    expect(answer?.status()).toBe(403)
    expect(await visit.locator('h1').textContent()).toBe('Este enlace no vale')
    await visit.goto(`${house.url}/operate`)
    expect(await visit.locator('h1').textContent()).toBe('Aquí entran solo los operadores')
    await visit.close()
  })
})
