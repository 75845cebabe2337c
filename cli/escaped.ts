const spelt = (sign: string): string => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`

/** With controls, and signs that turn the direction, spelt out: what comes over the network never steers a terminal. */
export const escaped = (text: string): string =>
  text.replaceAll(/(?!\n)[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, spelt)

/** The same, of what must not make a line of its own. */
export const onOneLine = (text: string): string => escaped(text).replaceAll('\n', '\\n')
