import { sessionIn } from './cookie.ts'
import type { Desk, Sitting, Visit } from './desk.ts'
import { formCode, openPass } from './pass.ts'

/** The session that a visit comes with; `undefined` where it has none, or one that is over. */
export const sittingOf = async (desk: Desk, { headers, cookies }: Visit): Promise<Sitting | undefined> => {
  const host = headers.host ?? ''
  const session = sessionIn(cookies, host)
  if (session === undefined) return undefined
  const keys = await desk.linkKeys()
  const opened = openPass(desk.seal, keys, 'session', session, desk.clock.now())
  const code = formCode(desk.seal, keys, session)
  if (opened.is === 'wrong' || code === undefined) return undefined
  return { desk, keys, who: opened.pass.who, code, host, session }
}
