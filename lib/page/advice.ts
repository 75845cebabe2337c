import { badMembers, lastBegin } from '../incident/incident.ts'
import type { Incident } from '../incident/record.ts'
import { nextReminder } from '../incident/reminder.ts'
import { nameIn, type Service } from '../service/service.ts'
import { placeOf } from '../words/grammar.ts'
import { wordsIn } from '../words/language.ts'
import type { PageFacts } from './facts.ts'
import { type Markup, markup } from './markup.ts'
import { type ComponentSight, moods } from './sight.ts'
import { clock, nameOf, namesTold, plainDate, type Speech, say } from './speech.ts'

/** A number that nobody has looked up for so long is not told: it may be somebody else's by now. */
const numberFor = 180 * 86_400_000

type Phone = Service['phones'][number]

const phoneLine = ({ number, for: names }: Phone, speech: Speech): Markup => {
  const told = say(speech.words.advice.phone, { for: nameOf(names, speech) }, speech)
  const [before, after] = told.split('{number}')
  return markup`
<li>${before}<a href="tel:${number.replaceAll(' ', '')}">${number}</a>${after}</li>`
}

/** Numbers with the day that somebody looked them up, those of one day together. */
const phones = ({ phones: all }: Service, look: number, speech: Speech): readonly Markup[] => {
  const seen = (day: string) => Date.parse(`${day}T12:00:00Z`)
  const days = [...new Set(all.map(({ verifiedAt }) => verifiedAt))].filter(
    day => look - seen(day) < numberFor,
  )
  return days.map(
    day => markup`<p class="faint">${say(speech.words.advice.verified, { date: plainDate(seen(day), speech) }, speech)}</p>
<ul class="phones">${all.filter(({ verifiedAt }) => verifiedAt === day).map(one => phoneLine(one, speech))}</ul>`,
  )
}

const isOffice = ({ names }: ComponentSight): boolean =>
  placeOf(nameIn(names, 'es'), wordsIn('es')) === 'inPerson'

const others = (all: readonly ComponentSight[], look: number, speech: Speech): readonly Markup[] => {
  const { advice } = speech.words
  const good = all.filter(({ sight }) => sight.is === 'good').map(({ names }) => names)
  const offices = all.filter(one => one.sight.is === 'quiet' && isOffice(one)).map(({ names }) => names)
  const told = (template: string, names: typeof good) => {
    if (names.length === 0) return []
    const { text, agreement } = namesTold(names, speech)
    return [markup`<p>${say(template, { names: text, look: clock(look, speech) }, speech, agreement)}</p>`]
  }
  return [...told(advice.works, good), ...told(advice.offices, offices)]
}

/** When the next notice of an open failure comes, if nothing changes; absent where no clock brings one. */
const nextNews = (open: readonly Incident[], look: number, speech: Speech): Markup | undefined => {
  const times = open
    .filter(one => one.origin === undefined && !one.unstable && badMembers(one).length > 0)
    .map(one => nextReminder(lastBegin(one)?.facts.since ?? look, look, speech.timeZone))
  return times.length === 0
    ? undefined
    : markup`<p>${say(speech.words.advice.next, { next: clock(Math.min(...times), speech) }, speech)}</p>`
}

/** What a citizen can do meanwhile, and what most of them ask. Nothing, while nothing fails. */
export const adviceSection = (
  { service, record, isStale }: PageFacts,
  all: readonly ComponentSight[],
  open: readonly Incident[],
  speech: Speech,
): Markup | undefined => {
  const fails = all.some(({ sight }) => ['bad', 'slow', 'closed'].includes(moods[sight.is]))
  if (record === undefined || !(fails || isStale)) return undefined
  const { advice } = speech.words
  const look = record.round
  const numbers = phones(service, look, speech)
  const body = nameOf(service.name, speech)
  return markup`<section aria-labelledby="advice"><h2 id="advice">${advice.title}</h2>
${isStale ? undefined : nextNews(open, look, speech)}
${others(all, look, speech)}
${numbers}
<dl class="questions">${advice.questions.map(
    ({ ask, answer }) => markup`
<dt>${ask}</dt><dd>${say(answer, { service: body }, speech)}</dd>`,
  )}</dl></section>`
}
