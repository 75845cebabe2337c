import type { ChannelFacts } from '../operate/facts.ts'
import type { Calendar } from '../page/moment.ts'
import { channelView, type PostView } from '../page/post.ts'
import type { Service } from '../service/service.ts'
import { inSpanish } from './spanish.ts'

/** A post that is over, or in doubt for good. */
export interface PostedView extends PostView {
  /** A person must say what became of it. */
  readonly isUnclear: boolean
}

/** As many as anybody reads on a phone; all that are unclear come besides. */
const shown = 20

const rehearsed = { tone: 'quiet', state: 'Ensayado' } as const

/** What a channel told, newest first, and what it did not tell and why. On a rehearsing one nothing was published. */
export const postedOn = (
  service: Service,
  { settings, ledger }: ChannelFacts,
  calendar: Calendar,
): readonly PostedView[] => {
  const { flight: _, waiting: __, ...past } = ledger
  const log = past.log.toReversed()
  const views = channelView(service, past, calendar, 'operators').posts.map((view, n): PostedView => {
    const state = log[n]?.state
    return {
      ...view,
      ...(settings.mode === 'shadow' && state === 'sent' && rehearsed),
      ...(view.why !== undefined && { why: inSpanish(view.why) }),
      isUnclear: state === 'unclear',
    }
  })
  return views.filter(({ isUnclear }, n) => isUnclear || n < shown)
}
