import type { Language } from '../service/service.ts'

/** Where a page is, below the site and without its language: '' is the front page; else it ends in a slash. */
export type Place =
  | ''
  | 'history/'
  | `history/${string}/`
  | `incidents/${string}/`
  | 'about/'
  | 'accessibility/'

export const incidentPlace = (id: string): Place => `incidents/${id}/`
export const monthPlace = (month: string): Place => `history/${month}/`

/** `ca/about/`; Spanish is at the root. */
export const addressOf = (place: Place, language: Language): string =>
  language === 'es' ? place : `${language}/${place}`

/** From one address of the site to another, so that the site can be put anywhere. */
export const linkFrom = (from: string, to: string): string =>
  `${'../'.repeat(from.split('/').length - 1)}${to}` || './'
