import { BrokenItem } from '../incident/schema.ts'
import type { Answer } from '../operate/answer.ts'
import { pageAnswer } from './answer.ts'
import type { Desk, Visit } from './desk.ts'
import { noSession, sessionOver, unreadable, wrongOrigin } from './door-pages.ts'
import { enter } from './enter.ts'
import { fieldsOf, ownWords } from './fields.ts'
import { openNews } from './news.ts'
import { isOwnPage } from './own-page.ts'
import { isFormCode } from './pass.ts'
import { show } from './show.ts'
import { sittingOf } from './sitting.ts'
import { take } from './take.ts'

type Serve = (desk: Desk, visit: Visit) => Promise<Answer>

const view: Serve = async (desk, visit) => {
  const sitting = await sittingOf(desk, visit)
  return sitting ? show(sitting, visit.path['service']) : pageAnswer(401, noSession)
}

const said: Serve = async (desk, visit) => {
  const sitting = await sittingOf(desk, visit)
  if (!sitting) return pageAnswer(401, noSession)
  const news = openNews(desk.seal, sitting.keys, visit.path['said'] ?? '')
  return show(sitting, news?.service, news?.text)
}

/** Three locks: the browser sends the cookie only from our own pages, says where a form comes from, and the form knows the session. */
const post: Serve = async (desk, visit) => {
  if (!isOwnPage(visit.headers)) return pageAnswer(403, wrongOrigin)
  const fields = fieldsOf(visit.body)
  const sitting = await sittingOf(desk, visit)
  if (!sitting) return pageAnswer(401, sessionOver(ownWords(fields)))
  if (!isFormCode(desk.seal, sitting.keys, sitting.session, fields.get('code') ?? ''))
    return pageAnswer(403, sessionOver(ownWords(fields)))
  return take(sitting, fields)
}

/** Whoever decides or publishes finds it too, and alarms; here a person only has to see why there is nothing to see. */
const legible =
  (serve: Serve): Serve =>
  async (desk, visit) => {
    try {
      return await serve(desk, visit)
    } catch (fault) {
      if (fault instanceof BrokenItem) return pageAnswer(500, unreadable)
      throw fault
    }
  }

/** The routes of the operators' view, as API Gateway names them. */
export const consoleRoutes = {
  'GET /operate': legible(view),
  'GET /operate/{service}': legible(view),
  'GET /operate/session/{token}': enter,
  'GET /operate/said/{said}': legible(said),
  'POST /operate': legible(post),
} as const satisfies Readonly<Record<string, Serve>>
