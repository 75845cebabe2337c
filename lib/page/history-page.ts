import type { Incident } from '../incident/record.ts'
import { localDay } from '../service/local-clock.ts'
import { addressOf, linkFrom, monthPlace, type Place } from './address.ts'
import { daysShown } from './days.ts'
import type { PageFacts } from './facts.ts'
import type { PageFile } from './file.ts'
import { lineOf } from './incident-part.ts'
import { type Markup, markup } from './markup.ts'
import { fileOf } from './shell.ts'
import { monthName, type Speech, say } from './speech.ts'
import { beginningOf, publicIncidents } from './told.ts'

const monthOf = (incident: Incident, timeZone: string): string =>
  localDay(beginningOf(incident), timeZone).slice(0, 7)

/** `2026-10` of `2026-11`. */
const before = (month: string): string => {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 2, 1)).toISOString().slice(0, 7)
}

/** Months that lie wholly within what the facts remember: these pages can be made whole; older ones stay as they are. */
export const monthsOf = ({ record, service }: PageFacts): readonly string[] => {
  if (record === undefined || record.round === 0) return []
  const month = localDay(record.round, service.timeZone).slice(0, 7)
  return [month, before(month), before(before(month))]
}

const linesOf = (some: readonly Incident[], here: string, facts: PageFacts, speech: Speech): Markup =>
  some.length === 0
    ? markup`<p>${speech.words.history.empty}</p>`
    : markup`<ul class="lines">${some.map(one => lineOf(one, here, speech, facts.service.official))}</ul>`

const linkTo = (month: string, here: string, speech: Speech): Markup =>
  markup`<a href="${linkFrom(here, addressOf(monthPlace(month), speech.language))}">${monthName(month, speech)}</a>`

/** One month, with a way to the one before it: whoever follows them comes to the first. */
export const monthPage = (month: string, facts: PageFacts, speech: Speech): PageFile => {
  const { history } = speech.words
  const place: Place = monthPlace(month)
  const here = addressOf(place, speech.language)
  const title = say(history.month, { month: monthName(month, speech) }, speech)
  const some = publicIncidents(facts).filter(one => monthOf(one, facts.service.timeZone) === month)
  const first = facts.days.map(({ from }) => from).toSorted()[0] ?? ''
  const hasEarlier = first !== '' && first < `${month}-01`
  const body = markup`<h1>${title}</h1>
${linesOf(some, here, facts, speech)}
${hasEarlier ? markup`<p>${linkTo(before(month), here, speech)}</p>` : undefined}`
  return fileOf({ place, speech, title, description: title, body }, facts)
}

/** The last 90 days by month, the newest first. */
export const historyPage = (facts: PageFacts, speech: Speech): PageFile => {
  const { history } = speech.words
  const { timeZone } = facts.service
  const here = addressOf('history/', speech.language)
  const from = (facts.record?.round ?? 0) - daysShown * 86_400_000
  const recent = publicIncidents(facts).filter(one => beginningOf(one) >= from)
  const months = [...new Set(recent.map(one => monthOf(one, timeZone)))]
  const sections = months.map(
    month => markup`<section aria-labelledby="m-${month}"><h2 id="m-${month}">${monthName(month, speech)}</h2>
${linesOf(
  recent.filter(one => monthOf(one, timeZone) === month),
  here,
  facts,
  speech,
)}</section>`,
  )
  const pages = monthsOf(facts)
  const body = markup`<h1>${history.title}</h1>
<p>${history.about}</p>
${sections.length === 0 ? markup`<p>${history.empty}</p>` : sections}
${
  pages.length === 0
    ? undefined
    : markup`<section aria-labelledby="months"><h2 id="months">${history.months}</h2>
<ul>${pages.map(month => markup`<li>${linkTo(month, here, speech)}</li>`)}</ul></section>`
}`
  return fileOf({ place: 'history/', speech, title: history.title, description: history.about, body }, facts)
}
