import type { Service } from '../service/service.ts'
import type { PageFacts } from './facts.ts'
import type { PageFile } from './file.ts'
import { type Markup, markup } from './markup.ts'
import { fileOf } from './shell.ts'
import { nameOf, type Speech, say } from './speech.ts'

interface Chapter {
  readonly title: string
  readonly texts: readonly string[]
}

const chapter = ({ title, texts }: Chapter, index: number, speech: Speech): Markup => markup`
<section aria-labelledby="s${index}"><h2 id="s${index}">${title}</h2>
${texts.map(text => markup`<p>${say(text, { service: nameOf(speech.service, speech) }, speech)}</p>`)}</section>`

/** A web page or a mail address, as a link; any other text as it is. */
const linked = (contact: string): Markup => {
  if (/^https?:\/\/\S+$/.test(contact)) return markup`<a href="${contact}">${contact}</a>`
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(contact)) return markup`<a href="mailto:${contact}">${contact}</a>`
  return markup`${contact}`
}

const contactOf = (template: string, { contact }: Service, { words }: Speech): Markup => {
  if (contact === undefined) return markup`<p>${words.about.noContact}</p>`
  const [before, after] = template.split('{contact}')
  return markup`<p>${before}${linked(contact)}${after}</p>`
}

/** What the channel is, by which rules, how it looks, who runs it, and what it keeps of its readers: nothing. */
export const aboutPage = (facts: PageFacts, speech: Speech): PageFile => {
  const { about } = speech.words
  const { service } = facts
  const whose = say(
    service.official ? about.official : about.unofficial,
    { service: nameOf(service.name, speech) },
    speech,
  )
  const body = markup`<h1>${about.title}</h1>${about.sections.map((one, n) => chapter(one, n, speech))}
<section aria-labelledby="who"><h2 id="who">${about.who}</h2>
<p>${whose}</p>
${contactOf(about.contact, service, speech)}</section>`
  const [first = ''] = about.sections[0]?.texts ?? []
  const description = say(first, { service: nameOf(service.name, speech) }, speech)
  return fileOf({ place: 'about/', speech, title: about.title, description, body }, facts)
}

/** What was tested for everybody's use and how, what is missing, and where to complain. */
export const accessibilityPage = (facts: PageFacts, speech: Speech): PageFile => {
  const { accessibility: words } = speech.words
  const body = markup`<h1>${words.title}</h1>${words.sections.map((one, n) => chapter(one, n, speech))}
<section aria-labelledby="complain"><h2 id="complain">${words.complain}</h2>
${contactOf(words.contact, facts.service, speech)}</section>`
  const [description = ''] = words.sections[0]?.texts ?? []
  return fileOf({ place: 'accessibility/', speech, title: words.title, description, body }, facts)
}
