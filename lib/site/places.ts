import type { Site } from './keep-site.ts'

export type SitePlace = Pick<Site, 'folder' | 'base'>

/**
 * Where each service's files lie: at the root if it is the only one, else each in a folder of its own.
 * @param url Where the root is read, without a slash at its end.
 */
export const placesOf =
  (services: readonly string[], url: string) =>
  (id: string): SitePlace =>
    services.length === 1 ? { folder: '', base: url } : { folder: `${id}/`, base: `${url}/${id}` }
