import { type Markup, markup } from '../page/markup.ts'
import type { Service } from '../service/service.ts'
import { type Fields, noFields } from './fields.ts'

/** What fields are made of: ids begin with `at`, so that they are unlike every other's on the page. */
export interface Filled {
  readonly at: string
  readonly service: Service
  /** What was filled in before. */
  readonly fields?: Fields
  /** Times as text, where the field of a date cannot say which of two it is. */
  readonly isTimeText?: boolean
}

interface Labelled {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly isOptional?: boolean
}

const filledIn = ({ fields = noFields }: Filled, name: string): string => fields.get(name) ?? ''

const described = (id: string, hint: string | undefined): Markup | undefined =>
  hint === undefined ? undefined : markup` aria-describedby="${id}-hint"`

const labelled = (id: string, { label, hint, isOptional }: Labelled, control: Markup): Markup => markup`
<label for="${id}">${label}${isOptional ? ' (si hace falta)' : undefined}</label>
${hint === undefined ? undefined : markup`<p class="hint" id="${id}-hint">${hint}</p>`}${control}`

const attributes = (id: string, { name, hint, isOptional }: Labelled): Markup =>
  markup`id="${id}" name="${name}"${described(id, hint)}${isOptional ? undefined : markup` required`}`

export const area = (filled: Filled, one: Labelled): Markup => {
  const id = `${filled.at}-${one.name}`
  // The first line break of a text area is not part of it.
  const control = markup`<textarea ${attributes(id, one)} maxlength="2000">
${filledIn(filled, one.name)}</textarea>`
  return labelled(id, one, control)
}

export const input = (filled: Filled, type: string, one: Labelled): Markup => {
  const id = `${filled.at}-${one.name}`
  const control = markup`<input type="${type}" ${attributes(id, one)} maxlength="500" autocomplete="off" value="${filledIn(filled, one.name)}">`
  return labelled(id, one, control)
}

export type Choices = readonly (readonly [string, string])[]

export const select = (filled: Filled, one: Labelled, choices: Choices, otherwise: string): Markup => {
  const id = `${filled.at}-${one.name}`
  const chosen = filledIn(filled, one.name) || otherwise
  const option = ([value, says]: readonly [string, string]) =>
    markup`<option value="${value}"${value === chosen ? markup` selected` : undefined}>${says}</option>`
  return labelled(id, one, markup`<select ${attributes(id, one)}>${choices.map(option)}</select>`)
}

export const check = (id: string, name: string, value: string, says: string, isOn: boolean): Markup => markup`
<label class="check" for="${id}"><input type="checkbox" id="${id}" name="${name}" value="${value}"${isOn ? markup` checked` : undefined}> ${says}</label>`
