import { noticeId } from './draft.ts'
import type { Draft, Waiting } from './ledger.ts'
import type { Due } from './plan.ts'
import type { Turn } from './turn.ts'
import { stillDropped } from './waiting.ts'

type Asked = Pick<Turn, 'settings' | 'ledger'>

/** A person's yes comes first in approve mode, but never before the end of what was told, or may have been. */
export const needsApproval = ({ settings, ledger }: Asked, { kind, incident, step }: Due): boolean => {
  const isOwed = kind === 'end' || (kind === 'whole' && ledger.told[incident.id]?.is === 'maybe')
  // What operators open or write themselves has a person's yes already.
  const isTheirs = incident.origin !== undefined || step.facts.what === 'note'
  return settings.mode === 'approve' && !isOwed && !isTheirs
}

export const isApproved = (turn: Turn, draft: Draft): boolean =>
  turn.record.approvals.some(
    ({ channel, notice, text }) =>
      channel === turn.ledger.channel && notice === draft.notice && text === draft.text,
  )

export const isSame = (due: Due, waiting: Waiting): boolean =>
  due.incident.id === waiting.incident && due.step.n === waiting.step && due.kind === waiting.kind

/** Nobody answered in time: it is left alone while it would be asked again, and no longer. */
export const isDropped = (asked: Asked, due: Due, now: number): boolean =>
  needsApproval(asked, due) && stillDropped(asked.ledger, now)[noticeId(due)] !== undefined
