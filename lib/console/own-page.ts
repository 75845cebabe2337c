/** What a browser says of where a request comes from, beside the cookie. */
export interface FromBrowser {
  readonly host?: string | undefined
  readonly origin?: string | undefined
  readonly 'sec-fetch-site'?: string | undefined
}

/**
 * Whether a form was sent by a page of ours. The browser's own word counts where it gives one, as it is right behind
 * any proxy; else the origin must be the very host. Whoever says neither is no browser, and has no business here.
 */
export const isOwnPage = ({ host, origin, 'sec-fetch-site': site }: FromBrowser): boolean => {
  if (origin === undefined || origin === 'null') return false
  if (site !== undefined) return site === 'same-origin'
  return host !== undefined && URL.parse(origin)?.host === host
}
