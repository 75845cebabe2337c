import { type Address, addressOf } from '../../lib/adapters/x/address.ts'
import type { XCredentials } from '../../lib/adapters/x-credentials.ts'
import type { Keyboard } from '../keyboard.ts'
import { UsageError } from '../usage.ts'
import { enter, invite } from './handshake.ts'

const real = 'https://api.x.com'

/** The values are sent there: a stand-in on this machine, or X itself. Throws UsageError. */
export const xAddress = (url = real): Address => {
  if (url === real || /^http:\/\/127\.0\.0\.1:\d{1,5}$/.test(url)) return addressOf(url)
  throw new UsageError(`--x-url takes a stand-in on this machine, such as http://127.0.0.1:4000`)
}

/** Where a person opens what X names: X, or its stand-in. */
const opened = (url: string, { host, port, secure }: Address): string =>
  secure ? url : url.replace(/^https:\/\/[^/]+/, `http://${host}:${port}`)

const hidden = async (keyboard: Keyboard, what: string): Promise<string> => {
  const value = await keyboard.askHidden(`${what}: `)
  if (/^[\x21-\x7e]{5,300}$/.test(value)) return value
  throw new UsageError(`${what}: that is no value of X; they are one word, without quotes`)
}

const appOf = async (keyboard: Keyboard) => ({
  appKey: await hidden(keyboard, "The app's key (API Key)"),
  appSecret: await hidden(keyboard, "The app's secret (API Key Secret)"),
})

/** All four, as X's developer console shows them. Throws UsageError, NothingSaid. */
export const pasted = async (keyboard: Keyboard): Promise<XCredentials> => ({
  ...(await appOf(keyboard)),
  accessToken: await hidden(keyboard, "The account's token (Access Token)"),
  accessSecret: await hidden(keyboard, "The account's secret (Access Token Secret)"),
})

/** The app's two, and the account's by PIN. Throws UsageError, NothingSaid, RunRefused. */
export const byPin = async (
  to: Address,
  keyboard: Keyboard,
  note: (text: string) => void,
): Promise<XCredentials> => {
  const app = await appOf(keyboard)
  const invitation = await invite(to, app)
  note('Open this where you are signed in as the account that is to post, and let the app in:')
  note(`  ${opened(invitation.url, to)}`)
  const pin = await keyboard.ask('The PIN that it shows: ')
  if (!/^\d{4,10}$/.test(pin)) throw new UsageError('a PIN is some digits; begin again')
  return enter(to, app, invitation, pin)
}
