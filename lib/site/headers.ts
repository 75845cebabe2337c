import type { Keep } from '../page/file.ts'

const aDay = 86_400
const aYear = 365 * aDay

/**
 * How long browsers and the network may show a copy, and for how long one that is old rather than nothing: the page says
 * itself when somebody last looked.
 */
export const cacheControl: Readonly<Record<Keep, string>> = {
  state: `public, max-age=30, stale-while-revalidate=30, stale-if-error=${aDay}`,
  page: `public, max-age=300, stale-while-revalidate=60, stale-if-error=${aDay}`,
  forever: `public, max-age=${aYear}, immutable`,
}

/**
 * What browsers let any answer do. Which style is allowed a page says itself, by its hash: a page of an incident of long
 * ago keeps the style that it was made with, and both policies hold.
 */
export const policyOfAnswers = [
  ...['script', 'img', 'font', 'connect', 'media', 'object', 'frame', 'worker', 'manifest'].map(
    what => `${what}-src ${what === 'img' ? 'data:' : "'none'"}`,
  ),
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')
