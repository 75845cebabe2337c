import { type Markup, markup, type Part } from '../page/markup.ts'
import type { Moment } from '../page/moment.ts'
import type { Board, CaseView, HoldView, PlaceView } from './board.ts'
import { caseArticle } from './case-article.ts'
import type { Tone } from './component.ts'
import { askForm, type Carried, fold } from './form.ts'
import { inputsOf } from './inputs.ts'
import { shell } from './shell.ts'
import { tellingSection } from './telling-section.ts'
import { type Viewer, viewerLine } from './viewer.ts'

// Shapes for eyes that do not tell the colours apart; screen readers have the words.
const signs: Readonly<Record<Tone, string>> = { good: '✔', slow: '▲', bad: '✖', unknown: '?', quiet: '–' }
const sign = (tone: Tone): Markup => markup`<span aria-hidden="true">${signs[tone]}</span>`
const time = ({ iso, text }: Moment): Markup => markup`<time datetime="${iso}">${text}</time>`

const hold = ({ channel, text }: HoldView, carried: Carried): Markup => markup`
<div class="held slow"><p><strong>${text}</strong></p>${askForm(carried, 'release', [['channel', channel]], { isMain: true })}</div>`

const place = (one: PlaceView, { carried, service }: Viewer): Markup => {
  const { id, name, tone, state, detail, mayBeOpened, isMuted } = one
  const at = `open-${id}`
  const heading = `place-${id}`
  const open = askForm(carried, 'open', [['component', id]], {
    inside: inputsOf('open', { at, service }),
    says: 'Ver cómo queda',
  })
  return markup`
<li><span class="name" id="${heading}">${name}</span>
<strong class="${tone}">${sign(tone)} ${state}</strong>${detail === undefined ? undefined : `, ${detail}`}
${mayBeOpened ? fold('Abrir un fallo', open, heading) : undefined}
${
  isMuted
    ? markup`<p>No abre fallos hasta que lo veamos bien una vez.</p>${askForm(carried, 'lift', [['component', id]], { about: heading })}`
    : undefined
}</li>`
}

const cases = (
  heading: string,
  id: string,
  all: readonly CaseView[],
  none: Part,
  viewer: Viewer,
): Markup => markup`
<section aria-labelledby="${id}"><h2 id="${id}">${heading}</h2>
${all.length === 0 ? none : all.map(one => caseArticle(one, viewer))}</section>`

/** The switch, in sight without opening anything: its reason can be said before the yes. */
const stop = ({ holds }: Board, { carried }: Viewer): Part =>
  holds.some(({ channel }) => channel === 'all') ? undefined : askForm(carried, 'hold', [['channel', 'all']])

const orders = ({ carried, service }: Viewer): Markup => {
  const ask = (command: 'plan' | 'notice', says: string) =>
    fold(
      says,
      askForm(carried, command, [], {
        inside: inputsOf(command, { at: command, service }),
        says: 'Ver cómo queda',
      }),
    )
  return markup`
<section aria-labelledby="orders"><h2 id="orders">Otras órdenes</h2>
${ask('plan', 'Prever un cierre')}
${ask('notice', 'Dar un aviso de interés')}</section>`
}

/** The view of one service; `news` is what came of the last command. */
export const boardPage = (board: Board, viewer: Viewer, news?: string): Markup => {
  const { title, summary, look, trust, holds, places, open, over, channels, made, timeZone } = board
  const { who, carried, isOneOfMany } = viewer
  return shell(
    { title: `${news ?? summary.text} ${title}` },
    markup`<a class="skip" href="#orders">Ir a las órdenes</a>
<h1>${title}</h1>
${viewerLine(who, carried)}
${isOneOfMany ? markup`<p><a href="/operate">Todos los organismos</a></p>` : undefined}
${news === undefined ? undefined : markup`<p class="said good" role="status">${sign('good')} <strong>${news}</strong></p>`}
${holds.map(one => hold(one, carried))}
<p class="summary ${summary.tone}">${sign(summary.tone)} <strong>${summary.text}</strong></p>
${look && markup`<p>Última comprobación: ${time(look)}. ${trust}</p>`}
${stop(board, viewer)}
${cases('Abierto ahora', 'open', open, markup`<p>Nada.</p>`, viewer)}
<section aria-labelledby="places"><h2 id="places">Servicios</h2>
<ul>${places.map(one => place(one, viewer))}</ul></section>
${channels.map(one => tellingSection(one, viewer))}
${orders(viewer)}
${over.length === 0 ? undefined : cases('Terminado hace poco', 'over', over, undefined, viewer)}
<footer><p>Página hecha: ${time(made)}. Hora de ${timeZone}. <a href="/operate/${board.service}">Mirar otra vez</a></p></footer>`,
  )
}
