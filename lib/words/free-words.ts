import type { Values } from './fill.ts'
import type { Notice } from './notice.ts'

/** Words of people: told as they are, but on one line. */
export const onOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

const isClosed = (text: string): boolean => /[.!?…]["»”’')\]]*$/u.test(text)

/** An operator's own words as whole sentences. */
export const asSentences = (text: string): string => {
  const line = onOneLine(text)
  return isClosed(line) ? line : `${line}.`
}

/** Who says so, as the end of a sentence. */
export const asSource = (source: string): string => onOneLine(source).replace(/\.$/, '')

/** What operators wrote in a notice. */
export const freeWords = (notice: Notice): Values => {
  if (!('text' in notice)) return {}
  const said = { text: asSentences(notice.text) }
  return 'source' in notice ? { ...said, source: asSource(notice.source) } : said
}

const places = /(\{(?:text|source)\})/

/** A template cut where free words go: each second piece is such a place. */
export const aroundFreeWords = (template: string): readonly string[] => template.split(places)
