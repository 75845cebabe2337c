import { TextDecoder } from 'node:util'

/** The labels that web pages use are many; `TextDecoder` knows them all. */
const decoderOf = (label: string, fatal = false): TextDecoder | undefined => {
  try {
    return new TextDecoder(label, { fatal })
  } catch {
    return undefined
  }
}

const allBytes = Uint8Array.from({ length: 256 }, (_, byte) => byte)
const noTable: ReadonlyMap<string, number> = new Map()
const tables = new Map<string, ReadonlyMap<string, number>>()

/** Which byte is which character, for a charset of one byte a character; empty for any other. */
const tableOf = (charset: string): ReadonlyMap<string, number> => {
  const known = tables.get(charset)
  if (known) return known
  const characters = [...(decoderOf(charset)?.decode(allBytes) ?? '')]
  const table = characters.length === 256 ? new Map(characters.map((one, byte) => [one, byte])) : noTable
  tables.set(charset, table)
  return table
}

/** The text's bytes in that charset; `undefined` if it cannot be written in it, or we cannot. */
const encode = (text: string, charset: string): Buffer | undefined => {
  if (charset === 'utf-8') return Buffer.from(text, 'utf8')
  const table = tableOf(charset)
  const bytes = [...text].map(one => table.get(one))
  return bytes.every(byte => byte !== undefined) ? Buffer.from(bytes) : undefined
}

/** A page that names no charset may be in either of these. */
const undeclared = ['utf-8', 'windows-1252'] as const

export interface Needle {
  readonly marker: string
  readonly bytes: Buffer
}

const needlesOf = (markers: readonly string[], charset: string | undefined): readonly Needle[] =>
  markers.flatMap(marker => {
    const encoded = (charset === undefined ? undeclared : [charset]).map(one => encode(marker, one))
    const bytes = encoded.filter(one => one !== undefined)
    const distinct = bytes.filter((one, index) => bytes.findIndex(other => other.equals(one)) === index)
    return distinct.map(one => ({ marker, bytes: one }))
  })

const cache = new WeakMap<readonly string[], Map<string, readonly Needle[]>>()

/** The bytes to look for, encoded once for each list of markers and charset. */
export const needlesFor = (markers: readonly string[], charset: string | undefined): readonly Needle[] => {
  const ofMarkers = cache.get(markers) ?? new Map<string, readonly Needle[]>()
  cache.set(markers, ofMarkers)
  const known = ofMarkers.get(charset ?? '')
  if (known) return known
  const needles = needlesOf(markers, charset)
  ofMarkers.set(charset ?? '', needles)
  return needles
}

/** The standard name of a charset that we can search in; `undefined` for any other. */
const searchable = (label: string | undefined): string | undefined => {
  const charset = label === undefined ? undefined : decoderOf(label)?.encoding
  return charset === 'utf-8' || (charset !== undefined && tableOf(charset).size > 0) ? charset : undefined
}

/** A Content-Type's charset. */
export const charsetOfType = (contentType: string | undefined): string | undefined =>
  searchable(/;\s*charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType ?? '')?.[1])

/** What the page's first bytes say: a byte order mark, `<meta charset>`, or an XML declaration. */
export const charsetOfHead = (head: Buffer): string | undefined => {
  if (head.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))) return 'utf-8'
  const text = head.toString('latin1', 0, 1024)
  const declared = /<meta[^>]+charset\s*=\s*["']?\s*([\w:-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w:-]+)/i.exec(
    text,
  )
  return searchable(declared?.[1] ?? declared?.[2])
}

/** The text of some of a page's bytes; without a charset, UTF-8 if it can be, else windows-1252. */
export const textOf = (bytes: Buffer, charset: string | undefined): string => {
  if (charset !== undefined) return decoderOf(charset)?.decode(bytes) ?? ''
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
