import type { Incident } from '../incident/record.ts'
import { addressOf } from './address.ts'
import { adviceSection } from './advice.ts'
import { barsFigure } from './bars.ts'
import { rowOf, signOf } from './component-row.ts'
import { daysOf } from './days.ts'
import type { PageFacts } from './facts.ts'
import type { PageFile } from './file.ts'
import { headlineOf } from './headline.ts'
import { articleOf, lineOf } from './incident-part.ts'
import { type Markup, markup } from './markup.ts'
import { fileOf } from './shell.ts'
import { sightsOf } from './sight.ts'
import { clock, longDate, type Speech, say } from './speech.ts'
import { legend, timingFigure } from './timing-chart.ts'
import { timingsOf } from './timings.ts'
import { publicIncidents, sortedOut } from './told.ts'

/** By then a page has been made anew, and its copies have run out. */
const oldAfter = 900_000

const section = (id: string, title: string, body: readonly Markup[] | Markup): Markup =>
  markup`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${body}</section>`

/** When somebody last looked, and what to think if the reader's clock says much later. */
const lookPart = ({ record, isStale }: PageFacts, speech: Speech): Markup => {
  const { look } = speech.words
  if (record === undefined || record.round === 0) return markup`<p>${look.never}</p>`
  const { round } = record
  const values = {
    date: longDate(round, speech),
    look: clock(round, speech),
    // With its day: a copy may be read the next night, at an hour that is earlier.
    limit: clock(round + oldAfter, { ...speech, today: 0 }),
  }
  return markup`<p><time datetime="${new Date(round).toISOString()}">${say(look.at, values, speech)}</time></p>
<p>${isStale ? look.stale : say(look.old, values, speech)}</p>`
}

/** That nothing was open is true of the last look, and before the first of nothing. */
const nonePart = (look: number, speech: Speech): Markup => {
  const { incidents, look: words } = speech.words
  return markup`<p>${look === 0 ? words.never : say(incidents.none, { look: clock(look, speech) }, speech)}</p>`
}

const past = (facts: PageFacts, speech: Speech): Markup => {
  const { days, timing } = speech.words
  const rows = daysOf(facts)
  const times = timingsOf(facts)
  const bars = rows.map(row => barsFigure(row, speech))
  return markup`${section(
    'days',
    days.title,
    bars.length === 0
      ? markup`<p>${days.unseen}</p>`
      : [markup`<p>${days.said}</p>`, ...bars, markup`<p class="faint">${days.counted}</p>`],
  )}
${times.length === 0 ? undefined : section('timing', timing.title, [legend(speech), ...times.map(one => timingFigure(one, speech))])}`
}

/** The front page: the news first, then what to do, then the past. */
export const indexPage = (facts: PageFacts, speech: Speech): PageFile => {
  const { service, record } = facts
  const { incidents: words, services } = speech.words
  const look = record?.round ?? 0
  const sights = sightsOf(facts)
  const headline = headlineOf(facts, sights, speech)
  const sorted = sortedOut(publicIncidents(facts), look)
  const here = addressOf('', speech.language)
  const whole = (some: readonly Incident[]) => some.map(one => articleOf(one, here, service, speech))
  const lines = (some: readonly Incident[]) =>
    markup`<ul class="lines">${some.map(one => lineOf(one, here, speech, service.official))}</ul>`
  const ifAny = (id: string, title: string, some: readonly Incident[], of: typeof lines | typeof whole) =>
    some.length === 0 ? undefined : section(id, title, of(some))
  const body = markup`<div class="news ${headline.mood}"><h1>${signOf(headline.mood)} ${headline.text}</h1>
${lookPart(facts, speech)}</div>
${section('services', services, markup`<ul class="rows">${sights.map(one => rowOf(one, look, speech))}</ul>`)}
${adviceSection(facts, sights, sorted.open, speech)}
${section('open', words.open, sorted.open.length === 0 ? nonePart(look, speech) : whole(sorted.open))}
${ifAny('planned', words.planned, sorted.planned, whole)}
${ifAny('notices', words.notices, sorted.notices, whole)}
${ifAny('corrections', words.corrections, sorted.corrections, whole)}
${ifAny('ended', words.ended, sorted.ended, lines)}
${past(facts, speech)}`
  return fileOf(
    {
      place: '',
      speech,
      title: headline.text,
      description: descriptionOf(facts, headline.text, speech),
      body,
    },
    facts,
  )
}

/** What a shared link says: the news with its date, since it is read for days. */
const descriptionOf = ({ record }: PageFacts, headline: string, speech: Speech): string =>
  record === undefined || record.round === 0
    ? speech.words.look.never
    : `${headline}. ${say(speech.words.look.at, { date: longDate(record.round, speech), look: clock(record.round, speech) }, speech)}`
