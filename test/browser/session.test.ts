import { createServer, type Server } from 'node:http'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { end, listen } from '../../local/listen.ts'
import { browserHere, openBrowser } from './chromium.ts'
import { statusIn, type Watch, watch } from './stage.ts'

const skipped = browserHere === undefined ? ' (skipped: no Chromium here)' : ''

describe.skipIf(browserHere === undefined)(`a session in Chromium${skipped}`, () => {
  let on: Watch
  let browser: Browser
  let page = ''
  // 127.0.0.1 is another site than localhost.
  let elsewhere: Server
  let port = 0

  beforeAll(async () => {
    on = await watch({ mode: 'auto' })
    browser = await openBrowser()
    elsewhere = createServer((_, response) => {
      response.setHeader('content-type', 'text/html')
      response.end(page)
    })
    port = await listen(elsewhere, 0)
  })
  afterAll(async () => {
    await browser?.close()
    await end(elsewhere)
    await on?.end()
  })

  it('opens by a link in another site, such as a chat', async () => {
    const visit = await browser.newPage()
    page = `<a href="${await on.entry()}">entrar</a>`
    await visit.goto(`http://127.0.0.1:${port}/`)
    await visit.getByText('entrar').click()
    await visit.waitForURL(`${on.url}/operate`)
    expect(await visit.locator('body').textContent()).toContain('Eres ana')
    await visit.close()
  })

  it('is of no use to a form of another site', async () => {
    const context = await browser.newContext()
    const visit = await context.newPage()
    await visit.goto(await on.entry())
    await visit.waitForURL(`${on.url}/operate`)
    const code = (await visit.locator('input[name=code]').first().inputValue()) ?? ''
    page = `<form method="post" action="${on.url}/operate"><input name="step" value="do">
      <input name="command" value="hold"><input name="service" value="prueba"><input name="request" value="r1">
      <input name="code" value="${code}"><button>premio</button></form>`
    await visit.goto(`http://127.0.0.1:${port}/`)
    const [answer] = await Promise.all([
      visit.waitForResponse(`${on.url}/operate`),
      visit.getByText('premio').click(),
    ])
    expect(answer.status()).toBe(403)
    expect((await statusIn(on)).holds).toEqual({})
    await context.close()
  })

  it('is none where the link is another one', async () => {
    const visit = await browser.newPage()
    const link = await on.entry()
    const answer = await visit.goto(link.replace(/.$/, last => (last === 'A' ? 'B' : 'A')))
    expect(answer?.status()).toBe(403)
    expect(await visit.locator('h1').textContent()).toBe('Este enlace no vale')
    await visit.goto(`${on.url}/operate`)
    expect(await visit.locator('h1').textContent()).toBe('Aquí entran solo los operadores')
    await visit.close()
  })
})
