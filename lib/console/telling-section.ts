import { type Markup, markup } from '../page/markup.ts'
import type { TellingView } from './board.ts'
import type { Coming } from './coming.ts'
import { rulings } from './command-words.ts'
import { askForm } from './form.ts'
import { saidEuros } from './money.ts'
import type { PostedView } from './posted.ts'
import type { Viewer } from './viewer.ts'

type Told = Pick<TellingView, 'id' | 'lang'>

const words = (text: string, lang: string): Markup => markup`<p class="text" lang="${lang}">${text}</p>`

const answers = (one: Coming, { id }: Told, { carried }: Viewer): Markup | undefined => {
  const { notice = '', text = '', isAsked } = one
  if (!isAsked) return undefined
  const about = [
    ['channel', id],
    ['notice', notice],
  ] as const
  const described = `coming-${notice}`
  return markup`<div class="row">${askForm(carried, 'approve', [...about, ['text', text]], {
    about: described,
    isMain: true,
  })}${askForm(carried, 'skip', about, { about: described })}</div>`
}

const next = (one: Coming, told: Told, viewer: Viewer): Markup => {
  const { when, notice, text, euros } = one
  return markup`
<li><p><strong>${when}</strong></p>${text === undefined ? undefined : words(text, told.lang)}
${
  notice === undefined
    ? undefined
    : markup`<p class="faint" id="coming-${notice}">${notice}${euros === undefined ? undefined : ` · unos ${saidEuros(euros)}`}</p>`
}
${answers(one, told, viewer)}</li>`
}

const settle = (notice: string, { id }: Told, { carried }: Viewer): Markup => markup`
<p>Mira en la cuenta si está publicado, y dilo:</p><div class="row">${Object.entries(rulings).map(
  ([ruling, says]) =>
    askForm(
      carried,
      'rule',
      [
        ['channel', id],
        ['notice', notice],
        ['ruling', ruling],
      ],
      { says, about: `posted-${notice}` },
    ),
)}</div>`

const posted = (one: PostedView, told: Told, viewer: Viewer): Markup => {
  const { notice, tone, state, at, text, id, why, isUnclear } = one
  return markup`
<li>${words(text, told.lang)}
<p><strong class="${tone}">${state}</strong>, <time datetime="${at.iso}">${at.text}</time>${why === undefined ? undefined : `: ${why}`}</p>
<p class="faint"${isUnclear ? markup` id="posted-${notice}"` : undefined}>${notice}${id === undefined ? undefined : ` · ${id}`}</p>
${isUnclear ? settle(notice, told, viewer) : undefined}</li>`
}

const list = (all: readonly Markup[]): Markup =>
  all.length === 0 ? markup`<p>Nada.</p>` : markup`<ul>${all}</ul>`

/** What one channel will tell, has told, and may spend. */
export const tellingSection = (telling: TellingView, viewer: Viewer): Markup => {
  const { id, name, mode, coming, posted: past, budget } = telling
  return markup`
<section aria-labelledby="${id}-coming"><h2 id="${id}-coming">Qué diremos en ${name}</h2>
<p>${mode}</p>${list(coming.map(one => next(one, telling, viewer)))}</section>
<section aria-labelledby="${id}-posted"><h2 id="${id}-posted">Qué hemos dicho en ${name}</h2>
${list(past.map(one => posted(one, telling, viewer)))}</section>
<section aria-labelledby="${id}-budget"><h2 id="${id}-budget">Presupuesto de ${name}</h2>
<ul>${budget.spans.map(({ span, text }) => markup`<li><strong>${span}:</strong> ${text}</li>`)}</ul>
${budget.reserved === undefined ? undefined : markup`<p>${budget.reserved}</p>`}
<p class="faint">Los euros son una estimación.</p></section>`
}
