import { type Markup, markup } from './markup.ts'
import { type ComponentSight, type Mood, moods } from './sight.ts'
import { earlierSentence, sightSentence } from './sight-text.ts'
import { otherTag, type Speech, titleOf } from './speech.ts'

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

/** A component as the last look left it: `No funciona desde las 10:40`. `look`: epoch milliseconds. */
export const rowOf = (one: ComponentSight, look: number, speech: Speech): Markup => {
  const { names, sight } = one
  const mood = moods[sight.is]
  const lang = otherTag(names, speech)
  return markup`
<li><span class="name"><bdi${lang === undefined ? undefined : markup` lang="${lang}"`}>${titleOf(names, speech)}</bdi></span>
<span class="${mood}">${signOf(mood)} <strong>${sightSentence(one, look, speech)}.</strong> ${earlierSentence(one, look, speech)}</span></li>`
}
