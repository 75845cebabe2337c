import type { Language, Service } from '../service/service.ts'

/** `ca/feed.atom`; Spanish is at the root. */
export const pathIn = (language: Language, path: string): string =>
  language === 'es' ? path : `${language}/${path}`

const topics = /^(?:[a-z]{2}\/)?feed\.(?:atom|rss|json)$/

/** Which topics a hub is to be told of, of the files that were written with other bytes than before. Addresses. */
export const topicsOf = (paths: readonly string[], base: string): readonly string[] =>
  paths.filter(path => topics.test(path)).map(path => `${base}/${path}`)

const onlyHere = /^(?:localhost|127\.[\d.]+|\[::1\])$/

/** The hub of the feeds below `base`; none where only this machine reads them, since no hub could fetch them. */
export const hubOf = ({ hub }: Pick<Service, 'hub'>, base: string): string | undefined =>
  onlyHere.test(URL.parse(base)?.hostname ?? '') ? undefined : hub

/** Where a feed is read, and who tells of its changes. */
export interface Where {
  readonly self: string
  /** A WebSub hub. */
  readonly hub?: string | undefined
}
