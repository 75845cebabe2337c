import { type Seal, sealed, unsealed } from '../operate/sealed.ts'
import { legibleSpelling, spelling } from './spelt.ts'

/** `entry`: the link that opens a session. `session`: what the browser keeps. Milliseconds that each is good for. */
export const passLasts = { entry: 5 * 60_000, session: 60 * 60_000 } as const
export type PassKind = keyof typeof passLasts

/** Who speaks, as whoever checked the signature said it, until `expires` (epoch milliseconds, whole seconds). */
export interface Pass {
  readonly who: string
  readonly expires: number
}

export type OpenedPass =
  | { readonly is: 'pass'; readonly pass: Pass }
  | { readonly is: 'wrong'; readonly wrong: 'expired' | 'forged' }

/** Longer ones are not ours: a name has 500 characters at most. */
const longest = 3_000

/** A token that fits into a path and a cookie as it stands, good from `now` on. `undefined` where there is no key. */
export const sealPass = (
  seal: Seal,
  keys: readonly string[],
  kind: PassKind,
  who: string,
  now: number,
): string | undefined => {
  const expires = Math.floor((now + passLasts[kind]) / 1_000).toString(36)
  return sealed(seal, keys, [kind, expires, spelling(who)].join('.'))
}

/** Every key opens, so that a rotation ends no session. A pass of one kind is none of the other. */
export const openPass = (
  seal: Seal,
  keys: readonly string[],
  kind: PassKind,
  token: string,
  now: number,
): OpenedPass => {
  const text = token.length > longest ? undefined : unsealed(seal, keys, token)
  const [, found, seconds = '', who = ''] = /^([a-z]+)\.([0-9a-z]{1,9})\.(.+)$/.exec(text ?? '') ?? []
  if (found !== kind) return { is: 'wrong', wrong: 'forged' }
  const pass = { who: legibleSpelling(who), expires: Number.parseInt(seconds, 36) * 1_000 }
  return now < pass.expires ? { is: 'pass', pass } : { is: 'wrong', wrong: 'expired' }
}

const formPurpose = 'atalaya/form/1'

/** What a form of this session carries, and no other site can know. `undefined` where there is no key. */
export const formCode = (seal: Seal, keys: readonly string[], session: string): string | undefined => {
  const [key] = keys
  return key === undefined ? undefined : seal.of(key, `${formPurpose}\n${session}`)
}

export const isFormCode = (seal: Seal, keys: readonly string[], session: string, code: string): boolean =>
  keys.some(key => seal.same(seal.of(key, `${formPurpose}\n${session}`), code))
