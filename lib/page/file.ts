/** How long a copy may be kept: `state` seconds, `page` minutes, `forever` a year, since its address changes with it. */
export type Keep = 'state' | 'page' | 'forever'

/** One file of the site, written whole. */
export interface PageFile {
  /** Without a slash at its beginning: `index.html`, `ca/index.html`, `api/v2/summary.json`. */
  readonly path: string
  /** With its charset, such as `text/html; charset=utf-8`. */
  readonly type: string
  readonly body: string
  readonly keep: Keep
}
