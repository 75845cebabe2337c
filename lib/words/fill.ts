/** Values for the `{placeholders}` of a text. */
export type Values = Readonly<Record<string, string | undefined>>

const placeholder = /\{(\w+)\}/g

/** Puts values in; what has none stays as it is. A value is never read as a template. */
export const fill = (template: string, values: Values): string =>
  template.replace(placeholder, (whole, name: string) => values[name] ?? whole)

/** Whether every placeholder got its value. */
export const isFilled = (template: string, values: Values): boolean =>
  [...template.matchAll(placeholder)].every(([, name = '']) => values[name] !== undefined)
