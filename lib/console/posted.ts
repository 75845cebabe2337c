import type { ChannelFacts } from '../operate/facts.ts'
import { type Calendar, type Moment, momentOf } from '../page/moment.ts'
import type { Entry } from '../publish/ledger.ts'
import type { Tone } from './component.ts'
import { inSpanish } from './spanish.ts'

/** A post that is over, or in doubt for good. */
export interface PostedView {
  readonly notice: string
  readonly tone: Tone
  /** Such as `Publicado`. */
  readonly state: string
  readonly at: Moment
  readonly text: string
  /** The channel's own id of the post. */
  readonly id?: string
  /** Why it was not sent. */
  readonly why?: string
  /** A person must say what became of it. */
  readonly isUnclear: boolean
}

const words = {
  sent: { tone: 'good', state: 'Publicado' },
  unclear: { tone: 'bad', state: 'En duda: lo tiene que mirar una persona' },
  skipped: { tone: 'quiet', state: 'No publicado' },
  refused: { tone: 'bad', state: 'Rechazado' },
} as const
const rehearsed = { tone: 'quiet', state: 'Ensayado' } as const

/** As many as anybody reads on a phone; all that are unclear come besides. */
const shown = 20

const viewOf = (entry: Entry, isRehearsal: boolean, calendar: Calendar): PostedView => {
  const { notice, state, at, text, id, why } = entry
  return {
    notice,
    ...(isRehearsal && state === 'sent' ? rehearsed : words[state]),
    at: momentOf(at, calendar),
    text,
    ...(id !== undefined && { id }),
    ...(why !== undefined && { why: inSpanish(why) }),
    isUnclear: state === 'unclear',
  }
}

/** What a channel told, newest first, and what it did not tell and why. On a rehearsing one nothing was published. */
export const postedOn = ({ settings, ledger }: ChannelFacts, calendar: Calendar): readonly PostedView[] =>
  ledger.log
    .toReversed()
    .map(entry => viewOf(entry, settings.mode === 'shadow', calendar))
    .filter(({ isUnclear }, n) => isUnclear || n < shown)
