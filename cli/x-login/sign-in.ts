import type { Answer } from '../answer.ts'
import { isYes, type Keyboard } from '../keyboard.ts'
import { zoneHere } from '../local-words.ts'
import type { Typed } from '../verb.ts'
import { accountOf, type KnownAccount } from './account.ts'
import { byPin, pasted, xAddress } from './login.ts'
import { secretPlace } from './place.ts'
import { type OpenSecret, openSecret } from './secret.ts'

const readOnly =
  'X says that these values may only read: give the app permission to read and write, and sign in again'

const another =
  'the functions use the old values until X refuses them: revoke those at X, for the other account must not post'

const warningsOf = ({ mayOnlyRead, id }: KnownAccount, { account }: OpenSecret): string[] => [
  ...(mayOnlyRead ? [readOnly] : []),
  ...(account !== undefined && account !== id ? [another] : []),
]

const done = (text: string, warnings: string[], dryRun: boolean): Answer => ({
  is: 'done',
  changed: !dryRun,
  text,
  dryRun,
  timeZone: zoneHere(),
  warnings,
})

/** What is said before it is written. */
const introduced = ({ username, id }: KnownAccount, { account }: OpenSecret): string => {
  const before = account === undefined || account === id ? '' : `; until now it was the account ${account}`
  return `X knows them: they are of @${username} (id ${id})${before}.`
}

/**
 * Signs in at X, or takes all four values, and puts them into the secret of a deployment. Throws UsageError, or
 * RunRefused; neither they nor the answer say anything of the values.
 */
export const signIn = async (
  typed: Typed,
  keyboard: Keyboard,
  note: (text: string) => void,
): Promise<Answer> => {
  const to = xAddress(typed.text('x-url'))
  const place = await secretPlace(typed, process.env)
  // Before anybody types anything: whether it may be written at all.
  const secret = await openSecret(place, process.env)
  note(`They go into the secret ${place.id}, and are shown nowhere.`)
  const credentials = await (typed.has('values') ? pasted(keyboard) : byPin(to, keyboard, note))
  const account = await accountOf(to, credentials)
  note(introduced(account, secret))
  const name = `@${account.username}`
  const warnings = warningsOf(account, secret)
  if (typed.has('dry-run')) return done(`the secret would hold the values of ${name}`, warnings, true)
  const isRight = typed.has('yes') || isYes(await keyboard.ask('Is that the account that is to post? (y/N) '))
  if (!isRight) return { is: 'refused', why: 'nothing was written' }
  await secret.put(credentials)
  const keys = secret.hasLinkKeys ? '' : ', and new keys for the links of alerts'
  return done(`the secret holds the values of ${name}${keys}`, warnings, false)
}
