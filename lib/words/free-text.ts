import { compose, type Edition } from './compose.ts'
import { limits } from './gates.ts'
import { easeOf, isEasy, type Measure, measure } from './measure.ts'
import type { Notice } from './notice.ts'

/** What becomes of an operator's own words as a post. */
export interface FreeText {
  /** The post. */
  readonly text: string
  /** X's length, never less than X counts. */
  readonly weighted: number
  /** Weighted characters too many; 0 if it fits. */
  readonly over: number
  /** What makes it hard to read, in English, for the operator; it may be posted all the same. */
  readonly remarks: readonly string[]
  /** What X would make links of. */
  readonly links: readonly string[]
}

const hardness = (measured: Measure): readonly string[] => {
  const ease = easeOf(measured)
  if (ease === undefined || isEasy(measured)) return []
  const { formula, score, least } = ease
  return [`hard to read (${formula} ${score.toFixed(1)}, under ${least}): shorter words and sentences help`]
}

const remarksOf = (measured: Measure): readonly string[] => [
  ...hardness(measured),
  ...(measured.longest > limits.words
    ? [`a sentence of ${measured.longest} words: sentences of ${limits.words} at most read easily`]
    : []),
  ...measured.banned.map(
    word => `says "${word}": citizens use other words, each in full at its first mention`,
  ),
]

/** What X counts for an address, however short or long it is. */
const address = 23

/** What addresses weigh on X beyond their letters. A long one weighs less there: who wants it may shorten it. */
const heavier = (links: readonly string[]): number =>
  links
    .filter(link => link.includes('.') && !links.some(other => other !== link && other.includes(link)))
    .reduce((sum, link) => sum + Math.max(0, address - link.length), 0)

/**
 * How an operator's words would be posted. A post is measured with its label, time and code; what X allows beyond our
 * limit is for the seconds and the day of words that were posted before.
 */
export const freeTextFits = (
  notice: Extract<Notice, { what: 'note' | 'notice' }>,
  edition: Edition,
): FreeText => {
  const text = compose(notice, edition)
  const measured = measure(text, edition.language)
  const { links } = measured
  const weighted = measured.weighted + heavier(links)
  return {
    text,
    weighted,
    over: Math.max(0, weighted - limits.weighted),
    remarks: remarksOf(measured),
    links,
  }
}
