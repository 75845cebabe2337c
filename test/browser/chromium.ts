import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** A browser of this machine, if there is one; CHROMIUM names another. */
export const browserHere: string | undefined = [process.env['CHROMIUM'], ...known].find(
  path => path !== undefined && existsSync(path),
)

/** Asks for nothing but what a test opens. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    ...(browserHere !== undefined && { executablePath: browserHere }),
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
