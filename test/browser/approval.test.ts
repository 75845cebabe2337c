import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JournalLine } from '../../lib/ports.ts'
import { sent } from '../local/stage.ts'
import { browserHere, openBrowser } from './chromium.ts'
import { type Watch, watch } from './stage.ts'
import { type Visitor, visitor } from './visitor.ts'

const soon = 20_000
const skipped = browserHere === undefined ? ' (skipped: no Chromium here)' : ''
const waits = (line: JournalLine) => line.kind === 'post' && line.state === 'waiting'

describe.skipIf(browserHere === undefined)(`a waiting post in Chromium${skipped}`, () => {
  let on: Watch
  let browser: Browser
  let ana: Visitor
  const press = (name: string) => ana.page.getByRole('button', { name, exact: true }).click()
  const section = (heading: string) => ana.page.getByRole('region', { name: heading })

  beforeAll(async () => {
    on = await watch({ mode: 'approve', approval: { wait: '15m', otherwise: 'drop' } })
    browser = await openBrowser()
    ana = await visitor(browser)
    await ana.page.goto(await on.entry())
    await ana.page.waitForURL(`${on.url}/operate`)
    on.on.sede.be({ is: 'status', status: 503 })
    await on.told.next('the waiting post', waits, soon)
    await ana.page.reload()
  })
  afterAll(async () => {
    await browser?.close()
    await on?.end()
  })

  it('says until when it waits, and for what', async () => {
    const coming = await section('Qué diremos en X').textContent()
    expect(coming).toMatch(/Espera tu sí hasta las \d+:\d\d\. Si nadie contesta, no sale\./)
    expect(coming).toMatch(/no funciona .*\(PR-0001\)/)
    expect(await ana.audit()).toEqual([])
  })

  it('goes out in exactly the words that were approved', async () => {
    const told = on.told.next('begin', sent('begin'), soon)
    await press('Sí, publicar')
    const shown = await ana.page.locator('p.text').textContent()
    expect(await ana.audit()).toEqual([])
    await press('Sí, publicar')
    expect(await ana.page.getByRole('status').textContent()).toContain('Aprobado: PR-0001/1.')
    expect(await told).toMatchObject({ text: shown })
    await ana.page.reload()
    expect(await section('Qué hemos dicho en X').textContent()).toContain(`${shown}\nPublicado`)
    expect(ana.faults).toEqual([])
  })
})
