/** Any text in characters that a path and a cookie leave as they are. */
export const spelling = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replaceAll('~', '%7E').replaceAll('%', '~')

/** Reads what `spelling` wrote. */
export const legibleSpelling = (spelt: string): string => decodeURIComponent(spelt.replaceAll('~', '%'))
