import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { sent } from '../local/stage.ts'
import { browserHere, openBrowser } from './chromium.ts'
import { statusIn, type Watch, watch } from './stage.ts'
import { type Visitor, visitor } from './visitor.ts'

const soon = 20_000

/** The day whose clock shows half past two twice, the next there is: the last Sunday of October. */
const nextAutumnNight = (now: number): string => {
  const year = new Date(now).getUTCFullYear()
  const nights = [year, year + 1].map(one => {
    const last = new Date(Date.UTC(one, 9, 31))
    return last.getTime() - last.getUTCDay() * 86_400_000
  })
  return new Date(nights.find(night => night > now) ?? 0).toISOString().slice(0, 10)
}

const skipped = browserHere === undefined ? ' (skipped: no Chromium here)' : ''

describe.skipIf(browserHere === undefined)(`the operators' view in Chromium${skipped}`, () => {
  let on: Watch
  let browser: Browser
  let ana: Visitor
  const status = () => statusIn(on)
  const home = () => ana.page.goto(`${on.url}/operate`)
  const press = (name: string) => ana.page.getByRole('button', { name, exact: true }).click()
  const unfold = (name: string) => ana.page.locator('summary', { hasText: name }).first().click()
  const heading = () => ana.page.locator('h1').textContent()
  /** Says yes on the confirm page, and returns the news. */
  const confirm = async (yes = 'Sí, hazlo') => {
    expect(await heading()).toBe('¿Lo confirmas?')
    await press(yes)
    return ana.page.getByRole('status').textContent()
  }
  const words = () => ana.page.locator('p.text').allTextContents()

  beforeAll(async () => {
    on = await watch({ mode: 'auto' })
    browser = await openBrowser()
    ana = await visitor(browser)
    await ana.page.goto(await on.entry())
    await ana.page.waitForURL(`${on.url}/operate`)
  })
  // Each page that a story ends on holds for everybody.
  afterEach(async () => {
    expect(await ana.audit()).toEqual([])
    expect(await ana.overflow()).toBe(0)
    expect(ana.faults).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await on?.end()
  })

  it('opens by a link that leaves the address bar', async () => {
    expect(await ana.page.locator('body').textContent()).toContain('Eres ana')
    expect(await ana.page.title()).toContain('Funciona todo lo que miramos')
    expect(await ana.context.cookies()).toMatchObject([{ httpOnly: true, sameSite: 'Strict', path: '/' }])
  })

  it('acknowledges an outage after showing the words', async () => {
    on.on.sede.be({ is: 'status', status: 503 })
    await on.told.next('begin', sent('begin'), soon)
    await home()
    await press('Ya lo sabemos')
    const [shown] = await words()
    expect(shown).toMatch(/ya lo saben .*\(PR-0001\)/i)
    const told = on.told.next('update', sent('update'), soon)
    expect(await confirm()).toContain('Queda apuntado que ya lo sabéis: PR-0001.')
    expect(await told).toMatchObject({ text: shown })
    expect((await status()).incidents[0]?.status).toMatchObject({ is: 'acknowledged', by: 'ana' })
  })

  it('declares an office closed, and keeps refused words', async () => {
    await home()
    await unfold('Abrir un fallo')
    await ana.page.getByLabel('Qué pasa').selectOption('office-closed')
    await ana.page.getByLabel('Palabras para la gente').fill('Escribe a ana@example.org')
    await press('Ver cómo queda')
    expect(await ana.page.getByRole('alert').textContent()).toContain('hay una dirección de correo')
    expect(await ana.page.getByLabel('Palabras para la gente').inputValue()).toBe('Escribe a ana@example.org')
    expect(await ana.page.getByLabel('Qué pasa').inputValue()).toBe('office-closed')
    await ana.page.getByLabel('Palabras para la gente').fill('')
    await press('Ver cómo queda')
    expect(await confirm()).toContain('Fallo abierto: PR-0002.')
    expect((await status()).incidents[1]?.origin).toMatchObject({ what: 'office-closed', by: 'ana' })
  })

  it('writes a public note over two lines as one', async () => {
    await home()
    await unfold('Escribir una nota')
    await ana.page.getByLabel('Qué quieres decir').first().fill('Puedes llamar.\nTe atienden.')
    await ana.page.getByLabel('También para la gente').first().check()
    await press('Ver cómo queda')
    expect((await words())[0]).toContain('Puedes llamar. Te atienden.')
    expect(await confirm()).toContain('Nota guardada: PR-0002.')
  })

  it('plans a maintenance window by the clock of the body', async () => {
    const night = nextAutumnNight(Date.now())
    await home()
    await unfold('Prever un cierre')
    await ana.page.getByRole('checkbox', { name: 'la Sede del Instituto' }).check()
    await ana.page.getByLabel('Empieza').fill(`${night}T02:30`)
    await ana.page.getByLabel('Acaba').fill(`${night}T06:00`)
    await press('Ver cómo queda')
    expect(await ana.page.getByRole('alert').textContent()).toContain('pasa dos veces')
    await ana.page.getByLabel('Empieza').fill(`${night}T02:30+01:00`)
    await press('Ver cómo queda')
    expect(await words()).toHaveLength(3)
    expect(await confirm()).toContain('Cierre previsto: PR-0003.')
    const from = Date.parse(`${night}T02:30:00+01:00`)
    expect((await status()).incidents[2]?.origin).toMatchObject({ is: 'window', from })
  })

  it('holds the posting and lets it go', async () => {
    await home()
    const stop = await ana.page.getByRole('button', { name: 'Parar las publicaciones' }).boundingBox()
    expect(stop && stop.y + stop.height).toBeLessThan(720)
    await press('Parar las publicaciones')
    await unfold('Decir por qué')
    await ana.page.getByLabel('Por qué').fill('hablamos antes con prensa')
    await press('Ver cómo queda')
    expect(await confirm()).toContain('Publicaciones paradas')
    expect(await ana.page.locator('.held').textContent()).toContain('Lo paró ana: hablamos antes con prensa')
    expect((await status()).holds).toMatchObject({ all: { by: 'ana' } })
    await press('Soltar las publicaciones')
    expect(await confirm()).toContain('Publicaciones sueltas')
    expect((await status()).holds).toEqual({})
  })

  it('cancels the window once, however often it is loaded again', async () => {
    await home()
    await press('Anular el cierre')
    expect(await confirm()).toContain('Cierre anulado: PR-0003.')
    const { requests } = await status()
    await ana.page.reload()
    expect((await status()).requests).toEqual(requests)
    expect((await status()).incidents[2]?.status).toMatchObject({ how: 'cancelled', by: 'ana' })
  })

  it('goes from order to order by the keyboard', async () => {
    await home()
    const stops: string[] = []
    for (let n = 0; n < 6; n++) {
      await ana.page.keyboard.press('Tab')
      stops.push(String(await ana.page.evaluate('document.activeElement.textContent.trim()')))
    }
    expect(stops.slice(0, 3)).toEqual(['Ir a las órdenes', 'Salir', 'Parar las publicaciones'])
    await home()
    await ana.page.keyboard.press('Tab')
    await ana.page.keyboard.press('Enter')
    await ana.page.keyboard.press('Tab')
    await ana.page.keyboard.press('Enter')
    expect(await ana.page.getByLabel('Empieza').isVisible()).toBe(true)
  })

  it('is as readable in the dark', async () => {
    const night = await visitor(browser, 'dark')
    await night.page.goto(await on.entry())
    await night.page.waitForURL(`${on.url}/operate`)
    for (const fold of await night.page.locator('summary').all()) await fold.click()
    expect(await night.audit()).toEqual([])
    expect(await night.overflow()).toBe(0)
    expect(night.faults).toEqual([])
    await night.context.close()
  })

  it('ends the session on the way out', async () => {
    await press('Salir')
    expect(await heading()).toBe('Aquí entran solo los operadores')
    expect(await ana.context.cookies()).toEqual([])
  })
})
