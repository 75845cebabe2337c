import type { ComponentView, Tone } from './component.ts'
import type { IncidentView } from './incident.ts'
import { type Markup, markup } from './markup.ts'
import type { Moment } from './moment.ts'
import type { ChannelView, PostView } from './post.ts'
import { style } from './style.ts'
import type { PageView } from './view.ts'

export interface HtmlOptions {
  /** Seconds after which the browser loads the page again; never, if absent. For a local run: readers dislike it. */
  readonly refresh?: number
}

// Shapes for eyes that do not tell the colours apart; screen readers have the words.
const signs: Readonly<Record<Tone, string>> = { good: '✔', slow: '▲', bad: '✖', unknown: '?', quiet: '–' }

const sign = (tone: Tone): Markup => markup`<span aria-hidden="true">${signs[tone]}</span>`

const time = ({ iso, text }: Moment): Markup => markup`<time datetime="${iso}">${text}</time>`

const component = ({ name, tone, state, detail }: ComponentView): Markup => markup`
<li><span class="name">${name}</span>
<strong class="${tone}">${sign(tone)} ${state}</strong>${detail === undefined ? undefined : `, ${detail}`}</li>`

const incident = ({ id, about, isOpen, state, names, steps }: IncidentView): Markup => markup`
<article><h3>${names}</h3>
<p><strong class="${isOpen && about === 'failure' ? 'bad' : 'quiet'}">${state}</strong> <span class="faint">${id}</span></p>
<ol>${steps.map(step => markup`<li>${time(step.at)} ${step.text}</li>`)}</ol></article>`

const post = ({ notice, tone, state, at, text, id, why }: PostView, lang: string): Markup => markup`
<li><p class="text" lang="${lang}">${text}</p>
<p><strong class="${tone}">${sign(tone)} ${state}</strong>, ${time(at)}${why === undefined ? undefined : `: ${why}`}</p>
<p class="faint">${notice}${id === undefined ? undefined : ` · ${id}`}</p></li>`

const channel = ({ name, lang, held, posts }: ChannelView): Markup => markup`
<h3>${name}</h3>${held === undefined ? undefined : markup`<p class="slow">${held}</p>`}
${posts.length === 0 ? markup`<p>Nada todavía.</p>` : markup`<ul>${posts.map(one => post(one, lang))}</ul>`}`

const section = (id: string, title: string, some: readonly IncidentView[]): Markup | undefined =>
  some.length === 0
    ? undefined
    : markup`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${some.map(incident)}</section>`

const incidents = ({ incidents: all }: PageView): Markup => {
  const open = all.filter(one => one.isOpen && one.about === 'failure')
  const windows = all.filter(one => one.isOpen && one.about === 'window')
  const notices = all.filter(one => one.about === 'notice')
  const ended = all.filter(one => !one.isOpen && one.about !== 'notice')
  return markup`<section aria-labelledby="incidents"><h2 id="incidents">Fallos abiertos</h2>
${open.length === 0 ? markup`<p>Ninguno.</p>` : open.map(incident)}</section>
${section('windows', 'Cierres previstos', windows)}
${section('notices', 'Avisos de interés', notices)}
${section('ended', 'Terminados hace poco', ended)}`
}

const head = ({ title }: PageView, { refresh }: HtmlOptions): Markup => markup`<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
${refresh === undefined ? undefined : markup`<meta http-equiv="refresh" content="${refresh}">`}
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${{ markup: style }}</style>
</head>`

/** One whole page: no script, nothing loaded from elsewhere, every text escaped. */
export const html = (page: PageView, options: HtmlOptions = {}): string =>
  markup`<!doctype html>
<html lang="es">
${head(page, options)}
<body><main>
<h1>${page.title}</h1>
<p class="summary ${page.summary.tone}">${sign(page.summary.tone)} <strong>${page.summary.text}</strong></p>
${page.look && markup`<p>Última comprobación: ${time(page.look)}.</p>`}
<p>${page.trust}</p>
<section aria-labelledby="components"><h2 id="components">Servicios</h2>
<ul>${page.components.map(component)}</ul></section>
${incidents(page)}
<section aria-labelledby="posts"><h2 id="posts">Avisos</h2>
${page.channels.length === 0 ? markup`<p>Nada todavía.</p>` : page.channels.map(channel)}</section>
<footer><p>${page.disclaimer}</p>
<p>Página hecha: ${time(page.made)}. Hora de ${page.timeZone}.</p></footer>
</main></body>
</html>
`.markup
