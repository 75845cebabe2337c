import { type Markup, markup } from '../page/markup.ts'
import { nameIn, type Service } from '../service/service.ts'
import type { Board } from './board.ts'
import { askForm, type Carried } from './form.ts'
import { shell } from './shell.ts'
import { viewerLine } from './viewer.ts'

/** One line of the list of services. */
export interface Watched {
  readonly service: Service
  readonly board: Pick<Board, 'summary' | 'open' | 'holds'>
}

const line = ({ service, board }: Watched): Markup => markup`
<li><a class="name" href="/operate/${service.id}">${nameIn(service.name, 'es')}</a>
<strong class="${board.summary.tone}">${board.summary.text}</strong>
${board.open.length === 0 ? undefined : ` Abierto: ${board.open.map(({ id }) => id).join(', ')}.`}
${board.holds.map(({ text }) => markup`<p class="slow">${text}</p>`)}</li>`

/** Every service in one line, and the one switch for all of them. */
export const manyPage = (all: readonly Watched[], who: string, code: string, news?: string): Markup => {
  const carried: Carried = { code, service: '' }
  const isHeld = all.some(({ board }) => board.holds.length > 0)
  return shell(
    { title: news ?? 'Todos los organismos' },
    markup`<h1>Todos los organismos</h1>
${viewerLine(who, carried)}
${news === undefined ? undefined : markup`<p class="said good" role="status"><strong>${news}</strong></p>`}
${isHeld ? askForm(carried, 'release', [['channel', 'all']], { says: 'Soltar las publicaciones de todos' }) : undefined}
${askForm(carried, 'hold', [['channel', 'all']], { says: 'Parar las publicaciones de todos' })}
<ul>${all.map(line)}</ul>`,
  )
}
