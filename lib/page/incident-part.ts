import { isOpen, isWindow, type Window } from '../incident/incident.ts'
import type { Incident } from '../incident/record.ts'
import type { Service } from '../service/service.ts'
import { lastingOf } from '../words/local-time.ts'
import { addressOf, incidentPlace, linkFrom } from './address.ts'
import { type Markup, markup } from './markup.ts'
import { capital, digits, longDate, namesTold, type Speech, say, titleOf } from './speech.ts'
import { aboutOf, beginningOf, endOf, type Told, toldOfIncident } from './told.ts'

/** An instant with its day, for people and for machines. */
const timeTag = (at: number, speech: Speech): Markup =>
  markup`<time datetime="${new Date(at).toISOString()}">${longDate(at, speech)}, ${digits(at, speech)}</time>`

/** What an incident is called: `Fallo SS-0042`. */
export const codeOf = (incident: Incident, speech: Speech): string =>
  say(speech.words.incidents.what[aboutOf(incident)], { id: incident.id }, speech)

const namesOf = ({ names }: Incident) => Object.values(names)

/** All that it was ever about, as it was called then. */
export const subjectOf = (incident: Incident, speech: Speech): string => {
  const names = namesOf(incident)
  const [first] = names
  if (first === undefined) return speech.words.incidents.interest
  return names.length === 1 ? titleOf(first, speech) : capital(namesTold(names, speech).text)
}

/** By what was told and not by the clock, as its page changes only with that. One that was announced late has no step `started`. */
const hasStarted = ({ steps, origin }: Window): boolean => steps.some(({ at }) => at >= origin.from)

export const stateOf = (incident: Incident, { words }: Speech, official: boolean): string => {
  const { states } = words.incidents
  const { status, unstable } = incident
  if (status.is === 'resolved') return states[status.how]
  if (isWindow(incident)) return hasStarted(incident) ? states.running : states.planned
  if (unstable) return states.unstable
  return status.is === 'acknowledged' && official ? states.acknowledged : states.open
}

const note = (told: Told, id: string, speech: Speech): Markup => markup`
<li id="${id}-${told.n}"><p class="when">${timeTag(told.at, speech)}</p>
<p dir="auto">${told.text}</p></li>`

/** What was told of it, the newest first, each with an address of its own on the page. */
export const notesOf = (incident: Incident, service: Service, speech: Speech): Markup => {
  const told = toldOfIncident(incident, service, speech)
  return told.length === 0
    ? markup`<p>${speech.words.incidents.untold}</p>`
    : markup`<ol class="notes" reversed>${told.map(one => note(one, incident.id, speech))}</ol>`
}

const pair = (term: string, text: Markup | string | undefined): Markup | undefined =>
  text === undefined ? undefined : markup`<div><dt>${term}</dt><dd>${text}</dd></div>`

/** What never was, or only informs, has no beginning and no end that anybody asks for. */
const isTimeless = ({ status, origin }: Incident): boolean =>
  origin?.is === 'notice' ||
  (status.is === 'resolved' && (status.how === 'false-alarm' || status.how === 'cancelled'))

/** One that ran over has no end: what it announced is all that is known of it, and its notice says that it fails. */
const windowTimes = (window: Window, speech: Speech): readonly (Markup | undefined)[] | undefined => {
  const { incidents: words } = speech.words
  const { from, to } = window.origin
  const ranOver = window.status.is === 'resolved' && window.status.how === 'overrun'
  if (!isOpen(window) && !ranOver) return undefined
  const begins = ranOver || hasStarted(window) ? words.started : words.starts
  return [
    pair(begins, timeTag(from, speech)),
    pair(ranOver ? words.announced : words.ends, timeTag(to, speech)),
  ]
}

const timesOf = (incident: Incident, speech: Speech): readonly (Markup | undefined)[] => {
  const { incidents: words } = speech.words
  const from = beginningOf(incident)
  const planned = isWindow(incident) ? windowTimes(incident, speech) : undefined
  if (planned) return planned
  const end = endOf(incident)
  const began = pair(words.started, timeTag(from, speech))
  return end === undefined
    ? [began]
    : [
        began,
        pair(words.finished, timeTag(end, speech)),
        pair(words.lasted, lastingOf(from, end, speech.grammar)),
      ]
}

/** How it stands, its beginning and its end; a window says when it is to end. */
export const factsOf = (
  incident: Incident,
  speech: Speech,
  official: boolean,
): Markup => markup`<dl class="facts">
${pair(speech.words.incidents.state, stateOf(incident, speech, official))}
${isTimeless(incident) ? undefined : timesOf(incident, speech)}</dl>`

/** A line of a list that leads to the incident's own page. */
export const lineOf = (incident: Incident, here: string, speech: Speech, official: boolean): Markup => markup`
<li><a href="${linkFrom(here, addressOf(incidentPlace(incident.id), speech.language))}"><bdi>${subjectOf(incident, speech)}</bdi></a>
<span class="state">${stateOf(incident, speech, official)}</span>
<span class="faint">${codeOf(incident, speech)} · ${timeTag(beginningOf(incident), speech)}</span></li>`

/** An incident among others, with all that was told of it. */
export const articleOf = (
  incident: Incident,
  here: string,
  service: Service,
  speech: Speech,
): Markup => markup`
<article><h3><bdi>${subjectOf(incident, speech)}</bdi></h3>
${factsOf(incident, speech, service.official)}
${notesOf(incident, service, speech)}
<p class="own"><a href="${linkFrom(here, addressOf(incidentPlace(incident.id), speech.language))}">${codeOf(incident, speech)}: ${speech.words.incidents.link.toLowerCase()}</a></p></article>`
