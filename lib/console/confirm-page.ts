import { type Markup, markup, type Part } from '../page/markup.ts'
import type { Service } from '../service/service.ts'
import { type CommandName, commandWords } from './command-words.ts'
import { carried as carriedNames, type Fields } from './fields.ts'
import { askForm, type Carried, fold, form, type Values } from './form.ts'
import { inputsOf, shownFields } from './inputs.ts'
import type { Rehearsal } from './rehearsal.ts'
import type { ShownPost } from './rehearsed-posts.ts'
import { shell } from './shell.ts'

export interface Order {
  readonly command: CommandName
  readonly fields: Fields
  readonly service: Service
  readonly carried: Carried
}

const valuesOf = (fields: Fields, names: readonly string[]): Values =>
  names.flatMap(name => fields.getAll(name).map(value => [name, value] as const))

/** The form of a command with what was filled in; nothing for one that is a button alone. */
const again = ({ command, fields, service, carried }: Order, says: string, isTimeText = false): Part => {
  const inside = inputsOf(command, { at: command, service, fields, isTimeText })
  if (inside === undefined) return undefined
  const unseen = carriedNames.filter(name => !shownFields[command].includes(name))
  return askForm(carried, command, valuesOf(fields, unseen), { inside, says })
}

const post = ({ channel, lang, text, price, when }: ShownPost): Markup => markup`
<li><p class="text" lang="${lang}">${text}</p><p>${channel}, ${price}. <strong>${when}</strong></p></li>`

const back = ({ carried }: Order, says: string): Markup =>
  markup`<a class="link" href="/operate${carried.service === '' ? '' : `/${carried.service}`}">${says}</a>`

/** Posts that are there already, in words that do not change any more. */
const areFixed: readonly CommandName[] = ['approve', 'skip', 'rule']

/** Shows the exact words, the channel and the price, and asks. `request` makes a second yes harmless. */
export const confirmPage = (order: Order, rehearsal: Rehearsal, request: string): Markup => {
  const { command, fields, carried } = order
  const { title, means, about, posts, warnings } = rehearsal
  const change = again(order, 'Ver cómo queda')
  return shell(
    { title: `¿Lo confirmas? ${title}` },
    markup`<h1>¿Lo confirmas?</h1>
<h2>${title}</h2>
${means.map(one => markup`<p>${one}</p>`)}
<p>${about}</p>
${posts.length === 0 ? undefined : markup`<ul>${posts.map(post)}</ul>${areFixed.includes(command) ? undefined : markup`<p class="hint">La hora que dicen puede cambiar hasta que salgan.</p>`}`}
${warnings.map(one => markup`<p class="no slow"><strong>Ojo:</strong> ${one}</p>`)}
${form(carried, {
  values: [['step', 'do'], ['command', command], ['request', request], ...valuesOf(fields, carriedNames)],
  says: command === 'approve' ? commandWords.approve.does : 'Sí, hazlo',
  isMain: true,
})}
${back(order, 'No, volver')}
${change === undefined ? undefined : fold(command === 'hold' ? 'Decir por qué' : 'Cambiarlo', change)}`,
  )
}

/** What was not taken, why, and everything that was filled in, to try again. */
export const refusedPage = (order: Order, why: string): Markup => {
  const [reason = '', ...place] = why.split('\n')
  const isTwice = reason.includes('pasa dos veces')
  return shell(
    { title: 'No se ha hecho' },
    markup`<h1>No se ha hecho</h1>
<h2>${commandWords[order.command].does}</h2>
<div class="no bad" role="alert"><p><strong>${reason}</strong></p></div>
${place.length === 0 ? undefined : markup`<pre tabindex="0" role="region" aria-label="Dónde está">${place.join('\n')}</pre>`}
${again(order, 'Ver cómo queda', isTwice)}
${back(order, 'Volver')}`,
  )
}
