import type { IncidentView } from '../page/incident.ts'
import { type Markup, markup } from '../page/markup.ts'
import { style } from '../page/style.ts'

/** What a person who tapped a link sees. */
export interface AckView {
  /** What became of it, or what to do. */
  readonly headline: string
  readonly detail?: string
  /** What it is about; absent where the link says nothing that can be trusted. */
  readonly incident?: IncidentView
  /** What follows from the button, which is there if this is. */
  readonly ask?: string
}

const button = `button{font:inherit;font-weight:600;width:100%;min-height:3.5rem;padding:.6rem 1rem;border:0;border-radius:.4rem;background:var(--text);color:var(--ground);cursor:pointer}article h2{margin-top:0}
button:focus-visible{outline:3px solid var(--unknown);outline-offset:3px}form{margin:1rem 0}`

const story = ({ id, names, state, steps }: IncidentView): Markup => markup`
<article><h2>${names}</h2>
<p><strong>${state}</strong> <span class="faint">${id}</span></p>
<ol>${steps.map(({ at, text }) => markup`<li><time datetime="${at.iso}">${at.text}</time> ${text}</li>`)}</ol></article>`

// Without an action, a form goes to the address of its own page, wherever that is.
const form = (ask: string): Markup => markup`
<form method="post"><p>${ask}</p><button type="submit">Ya lo sabemos</button></form>`

/** One whole page in Spanish: no script, nothing loaded from elsewhere, readable on a phone. */
export const ackPage = ({ headline, detail, incident, ask }: AckView): Markup => markup`<!doctype html>
<html lang="es">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow">
<title>${incident === undefined ? 'Atalaya' : `${incident.id} · Atalaya`}</title>
<link rel="icon" href="data:,">
<style>${{ markup: `${style}\n${button}` }}</style>
</head>
<body><main>
<h1>${headline}</h1>
${detail === undefined ? undefined : markup`<p>${detail}</p>`}
${incident && story(incident)}
${ask === undefined ? undefined : form(ask)}
</main></body>
</html>
`
