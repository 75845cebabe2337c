import type { Day, DaysOf, Tone } from './days.ts'
import { type Markup, markup } from './markup.ts'
import { numberIn, type Speech, say, sayOf, shortDay, titleOf } from './speech.ts'

/** How high a bar is: the lower, the worse; nothing known is a dot. So nobody needs the colours. */
const heights: Readonly<Record<Tone, number>> = {
  good: 30,
  slow: 20,
  bad: 10,
  unknown: 30,
  closed: 30,
  none: 3,
}
const tones: readonly Tone[] = ['good', 'slow', 'bad', 'unknown', 'closed', 'none']
const pitch = 4

/** One path for all days of a tone: upright strokes, each a step on from the one before, so that they pack well. */
const strokes = (days: readonly Day[], tone: Tone): string => {
  let last = 0
  return days
    .flatMap((day, index) => {
      if (day.tone !== tone) return []
      const across = index * pitch + pitch / 2 - last
      last = index * pitch + pitch / 2
      // A stroke ends above its foot, where the next one begins.
      return [`m${across} 0v-${heights[tone]}m0 ${heights[tone]}`]
    })
    .join('')
}

const barsOf = (days: readonly Day[]): Markup => markup`
<svg class="bars" viewBox="0 0 ${days.length * pitch} 30" preserveAspectRatio="none" aria-hidden="true" focusable="false">${tones
  .filter(tone => days.some(day => day.tone === tone))
  .map(tone => markup`<path class="${tone}" d="M0 30${strokes(days, tone)}"/>`)}</svg>`

interface Run {
  readonly first: Day
  readonly last: Day
}

const isAlike = (before: Day, day: Day): boolean =>
  before.tone === day.tone && before.good === before.all && day.good === day.all

/** Days in a row that went alike, and failed in nothing, are one line. */
const runsOf = (days: readonly Day[]): readonly Run[] => {
  const runs: Run[] = []
  for (const day of days) {
    const before = runs.at(-1)
    if (before && isAlike(before.last, day)) runs[runs.length - 1] = { first: before.first, last: day }
    else runs.push({ first: day, last: day })
  }
  return runs
}

const line = ({ first, last }: Run, speech: Speech): Markup => {
  const { days } = speech.words
  const span =
    first === last
      ? shortDay(first.day, speech)
      : `${shortDay(first.day, speech)} – ${shortDay(last.day, speech)}`
  const failed =
    last.all === last.good
      ? '0'
      : say(days.of, { count: String(last.all - last.good), all: String(last.all) }, speech)
  return markup`
<tr><th scope="row">${span}</th><td>${days.tones[last.tone]}</td><td>${last.all === 0 ? '–' : failed}</td></tr>`
}

const table = (days: readonly Day[], name: string, speech: Speech): Markup => {
  const { days: words } = speech.words
  return markup`<details><summary>${say(words.table, { name }, speech)}</summary>
<table><thead><tr><th scope="col">${words.day}</th><th scope="col">${words.how}</th><th scope="col">${words.failed}</th></tr></thead>
<tbody>${runsOf(days)
    .toReversed()
    .map(run => line(run, speech))}</tbody></table></details>`
}

const endOf = (days: readonly Day[], index: number, speech: Speech): string | undefined => {
  const day = days.at(index)
  return day && shortDay(day.day, speech)
}

/** The days of one component: bars for the eye, and a table that says the same. */
export const barsFigure = ({ names, days, uptime, isGone }: DaysOf, speech: Speech): Markup => {
  const { days: words } = speech.words
  const name = titleOf(names, speech)
  const percent = uptime === undefined ? undefined : numberIn(uptime, speech)
  return markup`<div class="days"><h3><bdi>${name}</bdi></h3>
<p>${percent === undefined ? words.unseen : sayOf(words.uptime, [names], { percent }, speech)}${isGone ? ` ${sayOf(words.gone, [names], {}, speech)}.` : undefined}</p>
${barsOf(days)}
<p class="ends faint" aria-hidden="true"><span>${endOf(days, 0, speech)}</span> <span>${endOf(days, -1, speech)}</span></p>
${table(days, name, speech)}</div>`
}
