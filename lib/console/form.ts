import { type Markup, markup, type Part } from '../page/markup.ts'
import { type CommandName, commandWords } from './command-words.ts'

/** What every form of a session carries. */
export interface Carried {
  /** The session's own code. */
  readonly code: string
  readonly service: string
}

export type Values = readonly (readonly [string, string])[]

const hidden = ([name, value]: readonly [string, string]): Markup => markup`
<input type="hidden" name="${name}" value="${value}">`

interface Form {
  readonly values: Values
  readonly inside?: Part
  /** The button's words. */
  readonly says: string
  readonly isMain?: boolean
  /** Id of what tells this button from others of the same words. */
  readonly about?: string
}

const button = ({ says, isMain, about }: Form): Markup => markup`
<button type="submit"${isMain ? markup` class="main"` : undefined}${about === undefined ? undefined : markup` aria-describedby="${about}"`}>${says}</button>`

/** A form that posts to /operate. */
export const form = ({ code, service }: Carried, one: Form): Markup => markup`
<form method="post" action="/operate">${hidden(['code', code])}${hidden(['service', service])}
${one.values.map(hidden)}${one.inside}${button(one)}</form>`

/** A form that first asks: a button, and what the command needs beside it. */
export const askForm = (
  carried: Carried,
  command: CommandName,
  values: Values,
  more: Pick<Form, 'inside' | 'about' | 'isMain'> & { readonly says?: string } = {},
): Markup =>
  form(carried, {
    says: commandWords[command].does,
    ...more,
    values: [['step', 'ask'], ['command', command], ...values],
  })

/** Something that opens on a tap, without a script. */
export const fold = (says: string, inside: Part, about?: string): Markup => markup`
<details><summary${about === undefined ? undefined : markup` aria-describedby="${about}"`}>${says}</summary>${inside}</details>`
