/** Text that is HTML already. Everything else is escaped where it is put in. */
export interface Markup {
  readonly markup: string
}

export type Part = string | number | Markup | undefined | readonly Part[]

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

// Control characters and half characters are errors in HTML, and say nothing to a reader.
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/(?![\t\n])\p{Cc}/gu, '\uFFFD')
    .replaceAll(/[&<>"']/g, character => entities[character] ?? character)

const rendered = (part: Part): string => {
  if (part === undefined) return ''
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part))
  return 'markup' in part ? part.markup : part.map(rendered).join('')
}

/** A template tag: what is put in is escaped, unless it is markup (or a list of such); `undefined` is nothing. */
export const markup = (texts: TemplateStringsArray, ...parts: readonly Part[]): Markup => ({
  markup: texts.reduce((whole, text, index) => `${whole}${rendered(parts[index - 1])}${text}`),
})
