import type { Answer } from '../operate/answer.ts'
import { pageAnswer } from './answer.ts'
import { keepSession } from './cookie.ts'
import type { Desk, Visit } from './desk.ts'
import { entered, noEntry } from './door-pages.ts'
import { openPass, passLasts, sealPass } from './pass.ts'

/** What `console` answers: where the session opens, beneath whatever address the operator knows us by. */
export interface Entry {
  readonly is: 'entry'
  /** `/operate/session/<token>` */
  readonly path: string
  /** Epoch milliseconds until which it opens. */
  readonly expires: number
}

/** A link for whoever has proved who they are; `undefined` where no key seals it. */
export const entryFor = async (
  { seal, linkKeys, clock }: Pick<Desk, 'seal' | 'linkKeys' | 'clock'>,
  who: string,
): Promise<Entry | undefined> => {
  const now = clock.now()
  const token = sealPass(seal, await linkKeys(), 'entry', who, now)
  if (token === undefined) return undefined
  return { is: 'entry', path: `/operate/session/${token}`, expires: now + passLasts.entry }
}

// The address of this page is a key, for some minutes.
const quiet = { 'referrer-policy': 'no-referrer' }

/** Opens a session; the page goes on by itself, so that the link leaves the address bar. */
export const enter = async ({ seal, linkKeys, clock }: Desk, { path, headers }: Visit): Promise<Answer> => {
  const keys = await linkKeys()
  const now = clock.now()
  const opened = openPass(seal, keys, 'entry', path['token'] ?? '', now)
  if (opened.is === 'wrong')
    return pageAnswer(opened.wrong === 'expired' ? 410 : 403, noEntry[opened.wrong], quiet)
  const session = sealPass(seal, keys, 'session', opened.pass.who, now)
  if (session === undefined) return pageAnswer(403, noEntry.forged, quiet)
  return pageAnswer(200, entered, { ...quiet, 'set-cookie': keepSession(headers.host ?? '', session) })
}
