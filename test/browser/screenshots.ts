import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { browserHere, openBrowser } from './chromium.ts'
import { host } from './page-host.ts'
import { states } from './page-states.ts'

/** Pictures of the page in its states, for docs/screens: `npm run screenshots`. */

const folder = 'docs/screens'

interface Shot {
  readonly name: string
  readonly path: string
  readonly width?: number
  readonly height?: number
  readonly dark?: true
  readonly forced?: true
  /** What to scroll to before. */
  readonly at?: string
}

const shots: readonly Shot[] = [
  ...Object.keys(states).map(name => ({ name, path: `${name}/` })),
  { name: 'one-down-phone', path: 'one-down/', width: 320, height: 640 },
  { name: 'one-down-dark', path: 'one-down/', dark: true },
  { name: 'one-down-forced-colours', path: 'one-down/', dark: true, forced: true },
  { name: 'days', path: 'one-down/', at: '#days' },
  { name: 'days-forced-colours', path: 'one-down/', at: '#days', dark: true, forced: true },
  { name: 'timing', path: 'one-down/', at: '#timing' },
  { name: 'timing-dark', path: 'one-down/', at: '#timing', dark: true },
  { name: 'incident', path: 'one-down/incidents/SS-0042/' },
  { name: 'english', path: 'one-down/en/' },
]

const taken = async (): Promise<void> => {
  await mkdir(folder, { recursive: true })
  const on = await host(states)
  const browser = await openBrowser()
  try {
    for (const { name, path, width = 660, height = 760, dark, forced, at } of shots) {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: dark ? 'dark' : 'light',
        ...(forced && { forcedColors: 'active' as const }),
      })
      const page = await context.newPage()
      await page.goto(`${on.url}/${path}`)
      await page.evaluate("document.querySelector('.timing')?.setAttribute('open', '')")
      if (at) await page.evaluate(`document.querySelector('${at}').scrollIntoView({ behavior: 'instant' })`)
      await page.screenshot({ path: join(folder, `${name}.png`) })
      await context.close()
    }
  } finally {
    await browser.close()
    await on.end()
  }
}

if (browserHere === undefined) process.stderr.write('No Chromium here; CHROMIUM names one.\n')
else await taken()
