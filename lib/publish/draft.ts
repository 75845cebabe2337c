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
  const text = compose(notice, edition)
  const isTaken = ledger.log.some(entry => entry.text === text)
  return {
    notice: `${incident.id}/${step.n}`,
    incident: incident.id,
    step: step.n,
    kind,
    text: isTaken ? compose(notice, { ...edition, precise: true }) : text,
  }
}
