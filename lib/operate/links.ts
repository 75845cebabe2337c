import { type Seal, sealed, unsealed } from './sealed.ts'

/** What a link is good for: one action on one incident, until `expires` (epoch milliseconds, whole seconds). */
export interface Link {
  readonly action: 'ack'
  readonly service: string
  readonly incident: string
  /** Whom it was sent to: the list of the alert that bears it. */
  readonly list: string
  readonly expires: number
}

export type Opened =
  | { readonly is: 'link'; readonly link: Link }
  | { readonly is: 'wrong'; readonly wrong: 'malformed' | 'forged' }
  /** It was right once. */
  | { readonly is: 'wrong'; readonly wrong: 'expired'; readonly link: Link }

const shape = /^(ack)\.([a-z][a-z0-9-]{0,39})\.([A-Z]{2,5}-\d{4,9})\.([a-z]{1,16})\.([0-9a-z]{1,9})$/

/** The words of a link, as they stand in its token; the same for every opening of the same link. */
export const textOf = ({ action, service, incident, list, expires }: Link): string =>
  [action, service, incident, list, Math.floor(expires / 1_000).toString(36)].join('.')

const linkIn = (text: string): Link | undefined => {
  const [, action, service = '', incident = '', list = '', seconds = ''] = shape.exec(text) ?? []
  if (action !== 'ack') return undefined
  return { action, service, incident, list, expires: Number.parseInt(seconds, 36) * 1_000 }
}

/** A token that fits into a path as it stands. `undefined` where there is no key. */
export const sealLink = (seal: Seal, keys: readonly string[], link: Link): string | undefined =>
  sealed(seal, keys, textOf(link))

/** Every key opens, so that a rotation breaks no link that is out. Nothing is told of a token that is not ours. */
export const openLink = (seal: Seal, keys: readonly string[], token: string, now: number): Opened => {
  if (!/^[\w.-]{1,200}$/.test(token)) return { is: 'wrong', wrong: 'malformed' }
  const text = unsealed(seal, keys, token)
  if (text === undefined) return { is: 'wrong', wrong: 'forged' }
  const link = linkIn(text)
  if (!link) return { is: 'wrong', wrong: 'malformed' }
  return now < link.expires ? { is: 'link', link } : { is: 'wrong', wrong: 'expired', link }
}

/** Milliseconds that a link is good for; a reminder brings a new one. */
export const linkLasts = 4 * 3_600_000

/** What links are made with: keys, newest first, and the address that they begin with. */
export interface Linking {
  readonly seal: Seal
  readonly keys: readonly string[]
  readonly url: string
}

/** Makes the addresses that acknowledge an incident with one tap, good from `now` on; none without a key. */
export const ackLinks =
  ({ seal, keys, url }: Linking, now: number) =>
  (service: string, incident: string, list: string): string | undefined => {
    const expires = now + linkLasts
    const token = sealLink(seal, keys, { action: 'ack', service, incident, list, expires })
    return token === undefined ? undefined : `${url.replace(/\/$/, '')}/ack/${token}`
  }
