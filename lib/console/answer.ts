import { digest } from '../audit/digest.ts'
import type { Answer } from '../operate/answer.ts'
import type { Markup } from '../page/markup.ts'
import { consoleStyle } from './style.ts'

const bytes = (hexadecimal: string): string =>
  hexadecimal.replaceAll(/../g, two => String.fromCharCode(Number.parseInt(two, 16)))

/** No script, no frame, nothing from elsewhere, and this one style. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${btoa(bytes(digest(consoleStyle)))}'`,
  'img-src data:',
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

const guarded = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
  'cross-origin-opener-policy': 'same-origin',
  // With less, a browser would not say where a form comes from; other sites hear nothing.
  'referrer-policy': 'same-origin',
}

export const pageAnswer = (
  status: number,
  page: Markup,
  more: Readonly<Record<string, string>> = {},
): Answer => ({
  status,
  headers: {
    ...guarded,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    ...more,
  },
  body: page.markup,
})

/** Goes on to a page of ours, which a reload then loads again. */
export const seeOther = (location: string, more: Readonly<Record<string, string>> = {}): Answer => ({
  status: 303,
  headers: { ...guarded, location, ...more },
  body: '',
})
