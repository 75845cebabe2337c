/** Of the named characters of HTML, those of the languages of Spain, and those that HTML itself needs. */
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  middot: '·',
  iexcl: '¡',
  iquest: '¿',
  ordf: 'ª',
  ordm: 'º',
  raquo: '»',
  laquo: '«',
  euro: '€',
}

const marks: Readonly<Record<string, string>> = {
  acute: '\u0301',
  grave: '\u0300',
  tilde: '\u0303',
  uml: '\u0308',
  cedil: '\u0327',
}

const isCodePoint = (code: number) => Number.isInteger(code) && code > 0 && code <= 0x10ffff

const character = (whole: string, name: string): string => {
  if (name.startsWith('#')) {
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
    return isCodePoint(code) ? String.fromCodePoint(code) : whole
  }
  const [, letter = '', mark = ''] = /^([A-Za-z])(acute|grave|tilde|uml|cedil)$/.exec(name) ?? []
  const accent = marks[mark]
  return accent === undefined ? (named[name] ?? whole) : `${letter}${accent}`.normalize('NFC')
}

/** Text of HTML with its character references resolved, as far as titles have them. */
export const unescapeHtml = (text: string): string => text.replace(/&(#?\w{1,10});/g, character)

const opening = /<title(?:\s[^>]{0,200})?>/i
/** How much of an opening tag may lie before what was searched last. */
const overlap = 220

/** Finds where the bytes of the first `<title>` are, in a page that grows; each byte is searched about once. */
export const titleSearch = () => {
  let searched = 0
  let start: number | undefined
  return (page: Buffer): Buffer | undefined => {
    if (start === undefined) {
      const from = Math.max(0, searched - overlap)
      const found = opening.exec(page.toString('latin1', from))
      searched = page.length
      if (!found) return undefined
      start = from + found.index + found[0].length
      searched = start
    }
    const from = Math.max(start, searched - '</title'.length)
    const end = page.toString('latin1', from).search(/<\/title/i)
    searched = page.length
    return end < 0 ? undefined : page.subarray(start, from + end)
  }
}
