import * as v from 'valibot'

/** What the first line of an export says. */
export interface Header {
  readonly format: 'atalaya-items'
  /** Of the format; each item has its own schema. */
  readonly formatVersion: 1
  /** Where the items were taken from. */
  readonly table: string
  /** ISO 8601, UTC. */
  readonly at: string
  /** The version of Atalaya that wrote the file. */
  readonly software: string
}

/** What the last line says: without it, the file was cut. */
export interface Footer {
  readonly items: number
  /** Of all the bytes before this line. */
  readonly sha256: string
}

const text = v.string()

export const headerSchema: v.GenericSchema<unknown, Header> = v.object({
  format: v.literal('atalaya-items'),
  formatVersion: v.literal(1),
  table: text,
  at: text,
  software: text,
})

export const footerSchema: v.GenericSchema<unknown, Footer> = v.strictObject({
  items: v.pipe(v.number(), v.integer(), v.minValue(0)),
  sha256: v.pipe(text, v.regex(/^[0-9a-f]{64}$/)),
})

export const headerOf = (facts: Pick<Header, 'table' | 'at' | 'software'>): Header => ({
  format: 'atalaya-items',
  formatVersion: 1,
  ...facts,
})
