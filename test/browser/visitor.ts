import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What a page did that it should not: errors on its console, what its policy blocked, and requests elsewhere. */
export interface Visitor {
  readonly page: Page
  readonly context: BrowserContext
  readonly faults: readonly string[]
  /** Names of the rules that the page breaks, with where. */
  audit(): Promise<readonly string[]>
  /** Pixels that it is wider than its window. */
  overflow(): Promise<number>
}

// What the page itself does: the browser reports an answer such as 409 on the console too, and that is no fault.
const isAnswer = (text: string) =>
  /^Failed to load resource: the server responded with a status of 4\d\d/.test(text)

/** A person on a phone, 320 pixels wide. */
export const visitor = async (
  browser: Browser,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<Visitor> => {
  // The policy of the page would keep the auditor out; that it holds is watched by what it blocks.
  const context = await browser.newContext({ viewport: { width: 320, height: 720 }, colorScheme })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', message => {
    if (message.type() === 'error' && !isAnswer(message.text())) faults.push(message.text())
  })
  page.on('pageerror', error => faults.push(String(error)))
  page.on('request', request => {
    if (!/^(?:http:\/\/localhost:|data:,$)/.test(request.url())) faults.push(request.url())
  })
  return {
    page,
    context,
    faults,
    audit: async () => {
      const found = await page.evaluate(`(() => { ${axe}; return window.axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }) })()`)
      const { violations } = found as {
        violations: { id: string; nodes: { target: string[] }[] }[]
      }
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`)
    },
    overflow: () =>
      page.evaluate('document.documentElement.scrollWidth - window.innerWidth') as Promise<number>,
  }
}
