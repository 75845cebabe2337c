import { type Markup, markup, type Part } from '../page/markup.ts'
import type { CaseView } from './board.ts'
import { askForm, fold } from './form.ts'
import { inputsOf } from './inputs.ts'
import type { Viewer } from './viewer.ts'

/** What may be said of an open incident, by what it is. */
const buttons = (one: CaseView, { carried, service }: Viewer): Part => {
  const { id, kind, isAcknowledged } = one
  const about: readonly [string, string] = ['incident', id]
  const heading = `case-${id}`
  const note = fold(
    'Escribir una nota',
    askForm(carried, 'note', [about], {
      inside: inputsOf('note', { at: `note-${id}`, service }),
      says: 'Ver cómo queda',
    }),
    heading,
  )
  if (kind === 'window') return [note, askForm(carried, 'cancel', [about], { about: heading })]
  const ack = isAcknowledged ? undefined : askForm(carried, 'ack', [about], { about: heading, isMain: true })
  return [
    ack,
    note,
    markup`<div class="row">${askForm(carried, 'resolve', [about], { about: heading })}${askForm(
      carried,
      'false-alarm',
      [about],
      { about: heading },
    )}</div>`,
  ]
}

const toneOf = ({ isOpen, about }: CaseView): string => (isOpen && about === 'failure' ? 'bad' : 'quiet')

/** One incident, window or notice: its steps, its notes, and while it is open what can be done. */
export const caseArticle = (one: CaseView, viewer: Viewer): Markup => {
  const { id, isOpen, state, names, steps, who, span, notes } = one
  return markup`
<article aria-labelledby="case-${id}"><h3 id="case-${id}">${names} <span class="faint">${id}</span></h3>
<p><strong class="${toneOf(one)}">${state}</strong>${`. ${who}.`}</p>
${span === undefined ? undefined : markup`<p>${span}.</p>`}
<ol>${steps.map(({ at, text }) => markup`<li><time datetime="${at.iso}">${at.text}</time> ${text}</li>`)}
${notes.map(({ at, by, text }) => markup`<li><time datetime="${at.iso}">${at.text}</time> Nota interna de ${by}: ${text}</li>`)}</ol>
${isOpen ? buttons(one, viewer) : undefined}</article>`
}
