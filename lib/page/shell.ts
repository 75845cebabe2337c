import type { Service } from '../service/service.ts'
import { addressOf, linkFrom, type Place } from './address.ts'
import type { PageFacts } from './facts.ts'
import type { PageFile } from './file.ts'
import { type Markup, markup } from './markup.ts'
import { languagesOfPage } from './page-words.ts'
import { policyInPage } from './policy.ts'
import { sheet } from './sheet.ts'
import { nameOf, type Speech, say } from './speech.ts'

/** What makes one page unlike the others. */
export interface Sheet {
  readonly place: Place
  readonly speech: Speech
  /** Of the window, before the site's name; on the front page what it says first. */
  readonly title: string
  readonly description: string
  readonly body: Markup
}

const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#1d4f91" d="M5 1h6v3l-1 1v6l2 4H4l2-4V5L5 4z"/></svg>',
)}`

const siteName = ({ service, words }: Speech, speech: Speech): string =>
  say(words.site, { service: nameOf(service, speech) }, speech)

const alternates = (base: string, place: Place): readonly Markup[] => [
  ...languagesOfPage.map(
    ({ language, tag }) =>
      markup`<link rel="alternate" hreflang="${tag}" href="${base}/${addressOf(place, language)}">\n`,
  ),
  markup`<link rel="alternate" hreflang="x-default" href="${base}/${addressOf(place, 'es')}">`,
]

/** What is followed by programs, by its path below a language; the open data stands once. */
const followed = [
  { what: 'atom', path: 'feed.atom', type: 'application/atom+xml' },
  { what: 'rss', path: 'feed.rss', type: 'application/rss+xml' },
  { what: 'json', path: 'feed.json', type: 'application/feed+json' },
  { what: 'calendar', path: 'maintenance.ics', type: 'text/calendar' },
] as const

const feeds = (base: string, { words, language }: Speech): readonly Markup[] =>
  followed.map(
    ({ what, path, type }) =>
      markup`\n<link rel="alternate" type="${type}" title="${words.follow[what]}" href="${base}/${addressOf('', language)}${path}">`,
  )

const follow = ({ words, language }: Speech, here: string): Markup => {
  const links = [
    ...followed.map(({ what, path }) => ({ what, path: `${addressOf('', language)}${path}` })),
    { what: 'open', path: 'data/README.md' } as const,
  ]
  return markup`<nav aria-label="${words.follow.title}"><p>${words.follow.title}</p><ul class="parts">${links.map(
    ({ what, path }) => markup`
<li><a href="${linkFrom(here, path)}">${words.follow[what]}</a></li>`,
  )}</ul></nav>`
}

const head = ({ place, speech, title, description }: Sheet, base: string): Markup => {
  const site = siteName(speech, speech)
  const whole = `${title} · ${site}`
  return markup`<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyInPage}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${whole}</title>
<meta name="description" content="${description}">
<meta name="robots" content="index, follow, noarchive">
<meta property="og:type" content="website">
<meta property="og:site_name" content="${site}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${base}/${addressOf(place, speech.language)}">
<link rel="canonical" href="${base}/${addressOf(place, speech.language)}">
${alternates(base, place)}${feeds(base, speech)}
<link rel="icon" href="${icon}">
<style>${{ markup: sheet }}</style>
</head>`
}

const switchOf = ({ place, speech }: Sheet, here: string): Markup => markup`
<nav aria-label="${speech.words.languages}"><ul class="languages">${languagesOfPage.map(
  ({ language, tag, name }) => markup`
<li><a lang="${tag}" hreflang="${tag}" href="${linkFrom(here, addressOf(place, language))}"${
    language === speech.language ? markup` aria-current="true"` : undefined
  }>${name}</a></li>`,
)}</ul></nav>`

const partsOf = ({ place, speech }: Sheet, here: string): Markup => {
  const { nav } = speech.words
  const parts: readonly (readonly [Place, string])[] = [
    ['', nav.now],
    ['history/', nav.history],
    ['about/', nav.about],
    ['accessibility/', nav.accessibility],
  ]
  return markup`<nav aria-label="${speech.words.parts}"><ul class="parts">${parts.map(
    ([to, name]) => markup`
<li><a href="${linkFrom(here, addressOf(to, speech.language))}"${
      to === place ? markup` aria-current="page"` : undefined
    }>${name}</a></li>`,
  )}</ul></nav>`
}

const disclaimer = ({ official }: Service, speech: Speech): string =>
  say(
    official ? speech.words.official : speech.words.unofficial,
    { service: nameOf(speech.service, speech) },
    speech,
  )

/** `Madrid (Europe/Madrid)` */
const zoneName = (zone: string): string => `${zone.replace(/^.*\//, '').replaceAll('_', ' ')} (${zone})`

/** One whole page: no script, nothing loaded from elsewhere, every text escaped. */
export const fileOf = (page: Sheet, { service, base }: PageFacts): PageFile => {
  const { speech, place } = page
  const here = addressOf(place, speech.language)
  const { words } = speech
  const body = markup`<!doctype html>
<html lang="${speech.tag}">
${head(page, base)}
<body>
<a class="skip" href="#content">${words.skip}</a>
<header><p class="site"><a href="${linkFrom(here, addressOf('', speech.language))}">${siteName(speech, speech)}</a></p>
<p class="faint">${disclaimer(service, speech)}</p>${switchOf(page, here)}</header>
<main id="content">
${page.body}
</main>
<footer>${partsOf(page, here)}
${follow(speech, here)}
<p>${say(words.zone, { zone: zoneName(service.timeZone) }, speech)}</p></footer>
</body>
</html>
`.markup
  return {
    path: `${here}index.html`,
    type: 'text/html; charset=utf-8',
    body,
    keep: place === '' ? 'state' : 'page',
  }
}
