import { type Seal, sealed, unsealed } from '../operate/sealed.ts'
import { legibleSpelling, spelling } from './spelt.ts'

/** What came of a command, said on the page that follows: sealed, so that no link puts words into our mouth. */
export interface News {
  /** Empty: of every service. */
  readonly service: string
  readonly text: string
}

const kind = 'news'

export const sealNews = (seal: Seal, keys: readonly string[], { service, text }: News): string | undefined =>
  sealed(seal, keys, [kind, service, spelling(text)].join('.'))

export const openNews = (seal: Seal, keys: readonly string[], token: string): News | undefined => {
  const text = token.length > 4_000 ? undefined : unsealed(seal, keys, token)
  const [, service, spelt] = /^news\.([a-z0-9-]*)\.(.+)$/.exec(text ?? '') ?? []
  return service === undefined || spelt === undefined ? undefined : { service, text: legibleSpelling(spelt) }
}
