import { compose, editionOf, numbered } from '../words/compose.ts'
import type { Draft } from './ledger.ts'
import { noticeOf } from './notice.ts'
import type { Due } from './plan.ts'
import type { Turn } from './turn.ts'

/** `SS-0042/3` */
export const noticeId = ({ incident, step }: Due): string => `${incident.id}/${step.n}`

/** A beginning is told as things are now, with all that came since; only an acknowledgement or a note is news of its own. */
const takenIn = ({ incident, step, kind }: Due): { readonly upTo?: number } => {
  if (kind !== 'begin') return {}
  const later = incident.steps.filter(({ n }) => n > step.n)
  const own = later.findIndex(({ facts }) => facts.what === 'acknowledged' || facts.what === 'note')
  const upTo = (own === -1 ? later : later.slice(0, own)).at(-1)?.n
  return upTo === undefined ? {} : { upTo }
}

/** What the words of a post depend on, besides what is due. */
export type Telling = Pick<Turn, 'service' | 'settings' | 'ledger'> & {
  /** Epoch milliseconds. */
  readonly now: number
}

/** The post for what is due, in the words of now, unlike every other text that may have been sent. */
export const draftOf = (due: Due, { service, settings, ledger, now }: Telling): Draft => {
  const { incident, step, kind } = due
  const told = ledger.told[incident.id]
  const notice = noticeOf(due, { now, timeZone: service.timeZone, isNews: told === undefined })
  const edition = { ...editionOf(service, settings.language), now }
  const n = step.n
  const draft = { notice: `${incident.id}/${n}`, incident: incident.id, step: n, kind, ...takenIn(due) }
  const isNew = (text: string) => ledger.log.every(entry => entry.unsent === true || entry.text !== text)
  const text = compose(notice, edition)
  if (isNew(text)) return { ...draft, text }
  const precise = compose(notice, { ...edition, precise: true })
  // Two notices of one second: their numbers tell them apart.
  return {
    ...draft,
    text: isNew(precise) ? precise : numbered(precise, n, settings.language),
  }
}
