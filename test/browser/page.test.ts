import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserHere, openBrowser } from './chromium.ts'
import { type Host, host } from './page-host.ts'
import { shortStates, states } from './page-states.ts'
import { visitor } from './visitor.ts'

const skipped = browserHere === undefined ? ' (skipped: no Chromium here)' : ''
const others = [
  'incidents/SS-0041/',
  'incidents/SS-0040/',
  'history/',
  'history/2026-11/',
  'about/',
  'accessibility/',
  'eu/',
  'va/about/',
].map(path => `correction/${path}`)
const pages = [...Object.keys(states).map(name => `${name}/`), 'one-down/incidents/SS-0042/', ...others]

describe.skipIf(browserHere === undefined)(`the citizens' page in Chromium${skipped}`, () => {
  let on: Host
  let browser: Browser

  beforeAll(async () => {
    on = await host(shortStates)
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await on?.end()
  })

  describe.each(['light', 'dark'] as const)('in %s colours', scheme => {
    it.each(pages)('%s breaks no rule and is no wider than a phone', async path => {
      const citizen = await visitor(browser, scheme)
      await citizen.page.goto(`${on.url}/${path}`)
      // What is folded is audited, too.
      await citizen.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
      expect(await citizen.audit()).toEqual([])
      expect(await citizen.overflow()).toBeLessThanOrEqual(0)
      expect(citizen.faults).toEqual([])
      await citizen.context.close()
    })
  })

  it('asks for nothing beyond its own address', async () => {
    const citizen = await visitor(browser)
    const asked: string[] = []
    citizen.page.on('request', request => asked.push(request.url()))
    await citizen.page.goto(`${on.url}/one-down/`, { waitUntil: 'networkidle' })
    expect(asked.filter(url => !url.startsWith('data:'))).toEqual([`${on.url}/one-down/`])
    expect(on.missing).toEqual([])
    await citizen.context.close()
  })

  it('is painted by its own style under its policy', async () => {
    const citizen = await visitor(browser)
    await citizen.page.goto(`${on.url}/one-down/`)
    const painted = await citizen.page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    expect(painted).toBe('rgb(179, 24, 42)')
    await citizen.context.close()
  })

  it('holds its policy against a script that got in', async () => {
    const citizen = await visitor(browser)
    await citizen.page.goto(`${on.url}/good/`)
    await citizen.page.setContent(
      (await citizen.page.content()).replace('</main>', '<script>document.title = "taken"</script></main>'),
    )
    expect(await citizen.page.title()).not.toBe('taken')
    await citizen.context.close()
  })

  it('works whole without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${on.url}/one-down/`)
    expect(await page.locator('h1').textContent()).toContain('no funciona desde las 10:40')
    await page.getByRole('link', { name: 'Galego' }).click()
    expect(new URL(page.url()).pathname).toBe('/one-down/gl/')
    await page.getByRole('link', { name: 'Historial' }).click()
    expect(new URL(page.url()).pathname).toBe('/one-down/gl/history/')
    await page.goBack()
    await page.locator('summary').first().click()
    expect(await page.locator('details').first().getAttribute('open')).toBe('')
    await context.close()
  })

  it('is walked by keyboard in the order of its text', async () => {
    const { page, context } = await visitor(browser)
    await page.goto(`${on.url}/one-down/`)
    const order: string[] = []
    for (let n = 0; n < 9; n++) {
      await page.keyboard.press('Tab')
      order.push(String(await page.evaluate('document.activeElement.textContent.trim()')))
    }
    expect(order.slice(0, 8)).toEqual([
      'Ir al contenido',
      'Cómo va la Seguridad Social',
      'Español',
      'Català',
      'Valencià',
      'Galego',
      'Euskara',
      'English',
    ])
    expect(order[8]).toBe('901 16 65 65')
    await context.close()
  })

  it('shows the skip link to whoever needs it', async () => {
    const { page, context } = await visitor(browser)
    await page.goto(`${on.url}/good/`)
    await page.keyboard.press('Tab')
    expect((await page.locator('.skip').boundingBox())?.x).toBeGreaterThanOrEqual(0)
    await page.keyboard.press('Enter')
    expect(new URL(page.url()).hash).toBe('#content')
    await context.close()
  })

  it.each(['one-down/', 'long-names/', 'correction/history/'])('holds %s at twice the size', async path => {
    const context = await browser.newContext({ viewport: { width: 640, height: 800 } })
    const page = await context.newPage()
    await page.goto(`${on.url}/${path}`)
    await page.evaluate("document.documentElement.style.fontSize = '200%'")
    expect(
      await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'),
    ).toBeLessThanOrEqual(0)
    await context.close()
  })

  it('keeps its bars where colours are forced', async () => {
    const context = await browser.newContext({ forcedColors: 'active', colorScheme: 'dark' })
    const page = await context.newPage()
    await page.goto(`${on.url}/one-down/`)
    const [bar, ground] = await Promise.all([
      page.evaluate("getComputedStyle(document.querySelector('.bars .good')).stroke"),
      page.evaluate('getComputedStyle(document.body).backgroundColor'),
    ])
    expect(bar).not.toBe(ground)
    await context.close()
  })
})
