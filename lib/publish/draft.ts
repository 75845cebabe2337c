import { compose, editionOf } from '../words/compose.ts'
import type { Draft } from './ledger.ts'
import { noticeOf } from './notice.ts'
import type { Due } from './plan.ts'
import type { Turn } from './turn.ts'

/** The post for what is due, in the words of now, unlike every other text that the ledger remembers. */
export const draftOf = (due: Due, { ports, service, settings, ledger }: Turn): Draft => {
  const { incident, step, kind } = due
  const now = ports.clock.now()
  const notice = noticeOf(due, now, service.timeZone)
  const edition = { ...editionOf(service, settings.language), now }
  const n = step.n
  const draft = { notice: `${incident.id}/${n}`, incident: incident.id, step: n, kind }
  const isNew = (text: string) => ledger.log.every(entry => entry.text !== text)
  const text = compose(notice, edition)
  if (isNew(text)) return { ...draft, text }
  const precise = compose(notice, { ...edition, precise: true })
  // Two notices of one second: their numbers tell them apart.
  return {
    ...draft,
    text: isNew(precise) ? precise : precise.replace(incident.id, `${incident.id}, aviso ${n}`),
  }
}
