import { type Markup, markup } from './markup.ts'
import { numberIn, type Speech, say, shortDay, titleOf } from './speech.ts'
import { phaseNames, type Timing, type TimingsOf } from './timings.ts'

const high = 100
const wide = 8

const sum = (phases: readonly number[]): number => phases.reduce((all, one) => all + one, 0)

/** The first of 1, 2 or 5 with noughts that nothing is over. Milliseconds. */
const topOf = (timings: readonly Timing[]): number => {
  const most = Math.max(1, ...timings.map(({ phases }) => sum(phases ?? [])))
  const unit = 10 ** Math.floor(Math.log10(most))
  return [1, 2, 5, 10].map(times => times * unit).find(top => top >= most) ?? most
}

/** The outline of the first `count` phases on top of each other; a gap where nothing is known. */
const outline = (timings: readonly Timing[], count: number, top: number): string => {
  let isOpen = false
  const steps = timings.map(({ phases }, index) => {
    const ends = isOpen ? `V${high}z` : ''
    isOpen = phases !== undefined
    if (phases === undefined) return ends
    const y = Math.round(high - (sum(phases.slice(0, count)) * high) / top)
    const begins = ends === '' || index === 0 ? `M${index * wide} ${high}` : ''
    return `${begins}V${y}h${wide}`
  })
  return `${steps.join('')}${isOpen ? `V${high}z` : ''}`
}

/** The whole height first, then each lower part over it. */
const areas = (timings: readonly Timing[], top: number): readonly Markup[] =>
  phaseNames
    .map((phase, index) => markup`<path class="${phase}" d="${outline(timings, index + 1, top)}"/>`)
    .toReversed()

const chart = (timings: readonly Timing[], title: string, speech: Speech): Markup | undefined => {
  if (timings.every(({ phases }) => phases === undefined)) return undefined
  const top = topOf(timings)
  const most = `${numberIn(top, speech)} ms`
  return markup`<p><strong>${title}.</strong> ${say(speech.words.timing.said, { most }, speech)}</p>
<svg class="times" viewBox="0 0 ${timings.length * wide} ${high}" preserveAspectRatio="none" aria-hidden="true" focusable="false">${areas(timings, top)}</svg>`
}

const row = (label: string, phases: readonly number[] | undefined): Markup => markup`
<tr><th scope="row">${label}</th>${
  phases === undefined
    ? markup`<td colspan="6">–</td>`
    : [sum(phases), ...phases].map(one => markup`<td>${one}</td>`)
}</tr>`

/** A group and no landmark: there are many. The keyboard has to reach what scrolls. */
const table = (name: string, head: string, rows: readonly Markup[], { words }: Speech): Markup => markup`
<div class="wide" role="group" aria-label="${name}: ${head}" tabindex="0"><table><thead><tr><th scope="col">${head}</th><th scope="col">${words.timing.total}</th>${phaseNames.map(
  phase => markup`<th scope="col">${words.timing.phases[phase]}</th>`,
)}</tr></thead><tbody>${rows}</tbody></table></div>`

/** How long one component took: two charts, and two tables that say the same. */
export const timingFigure = ({ id, names, hours, days }: TimingsOf, speech: Speech): Markup => {
  const { timing: words, days: dayWords } = speech.words
  const name = titleOf(names, speech)
  const hourRows = hours.map(({ at, phases }) => row(at.slice(11), phases))
  const dayRows = days.map(({ at, phases }) => row(shortDay(at, speech), phases))
  return markup`<details class="timing" id="t-${id}"><summary><bdi>${name}</bdi></summary>
${chart(hours, words.day, speech)}
${chart(days, words.month, speech)}
<details><summary>${say(words.table, { name }, speech)}</summary><p>${words.units}</p>
${table(name, words.hour, hourRows, speech)}
${table(name, dayWords.day, dayRows, speech)}</details></details>`
}

/** Which colour is which part of the wait, in the order in which they stand. */
export const legend = ({ words }: Speech): Markup => markup`<p>${words.timing.colours}:</p>
<ol class="legend">${phaseNames.map(
  phase =>
    markup`<li><svg viewBox="0 0 10 10" aria-hidden="true" focusable="false"><path class="${phase}" d="M0 0h10v10H0z"/></svg> ${words.timing.phases[phase]}</li>`,
)}</ol>`
