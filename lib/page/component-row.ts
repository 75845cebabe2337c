import { type Markup, markup } from './markup.ts'
import { type Before, type ComponentSight, type Mood, moods, type Sight } from './sight.ts'
import { clock, namesTold, otherTag, type Speech, say, titleOf } from './speech.ts'

// Shapes for eyes that do not tell the colours apart; screen readers have the words.
const signs: Readonly<Record<Mood, string>> = {
  good: '✓',
  slow: '!',
  bad: '✕',
  unknown: '?',
  closed: '■',
  quiet: '–',
}

export const signOf = (mood: Mood): Markup =>
  markup`<span class="sign" aria-hidden="true">${signs[mood]}</span>`

const words = { operational: 'good', degraded: 'slow', down: 'down' } as const

const beforeText = (
  { is, seen }: Before,
  tell: (template: string, seen?: number) => string,
  speech: Speech,
) => (seen === undefined ? tell(speech.words.before.earlier) : tell(speech.words.before[words[is]], seen))

const detailOf = (one: ComponentSight, tell: (template: string, seen?: number) => string, speech: Speech) =>
  'before' in one.sight && one.sight.before ? beforeText(one.sight.before, tell, speech) : undefined

const templateOf = (sight: Sight, { words: { states, declared } }: Speech): string =>
  'said' in sight && sight.said !== undefined ? declared[sight.said] : states[sight.is]

/** A component as the last look left it: `No funciona desde las 10:40`. `look`: epoch milliseconds. */
export const rowOf = (one: ComponentSight, look: number, speech: Speech): Markup => {
  const { names, sight } = one
  const { agreement } = namesTold([names], speech)
  const mood = moods[sight.is]
  const values = {
    look: clock(look, speech),
    since: 'since' in sight ? clock(sight.since, speech) : undefined,
    to: sight.is === 'closed' ? clock(sight.to, speech) : undefined,
  }
  const tell = (template: string, seen?: number) =>
    say(
      template,
      { ...values, seen: seen === undefined ? undefined : clock(seen, speech) },
      speech,
      agreement,
    )
  const lang = otherTag(names, speech)
  return markup`
<li><span class="name"><bdi${lang === undefined ? undefined : markup` lang="${lang}"`}>${titleOf(names, speech)}</bdi></span>
<span class="${mood}">${signOf(mood)} <strong>${tell(templateOf(sight, speech))}.</strong> ${detailOf(one, tell, speech)}</span></li>`
}
