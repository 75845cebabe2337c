/** HMAC-SHA256 under a key, and the comparison of two of them. */
export interface Seal {
  /** The code of `text` under `key`, in base64url. */
  of(key: string, text: string): string
  /** Whether two codes are the same, in a time that tells nothing of where they differ. */
  same(one: string, other: string): boolean
}

/** So that a code made for one purpose is worth nothing for another. */
const purpose = 'atalaya/link/1'

/** Tells keys apart without telling anything of them. */
const nameOf = (seal: Seal, key: string): string => seal.of(key, `${purpose}/key`).slice(0, 8)

const codeOf = (seal: Seal, key: string, text: string): string => seal.of(key, `${purpose}\n${text}`)

/** `<text>.<key's name>.<code>` under the newest key, which is the first; `undefined` without one. */
export const sealed = (seal: Seal, keys: readonly string[], text: string): string | undefined => {
  const [key] = keys
  if (key === undefined) return undefined
  const named = `${text}.${nameOf(seal, key)}`
  return `${named}.${codeOf(seal, key, named)}`
}

/** The text of a token that any of the keys sealed; `undefined` for every other. */
export const unsealed = (seal: Seal, keys: readonly string[], token: string): string | undefined => {
  const [, named = '', text, name, code = ''] = /^((.+)\.([\w-]{8}))\.([\w-]{43})$/.exec(token) ?? []
  const known = keys.filter(key => nameOf(seal, key) === name)
  return known.some(key => seal.same(codeOf(seal, key, named), code)) ? text : undefined
}
