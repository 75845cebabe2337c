import type { Markup } from '../page/markup.ts'

/** What goes back to whoever asked over HTTP. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Nothing is kept, guessed, framed or told onwards: addresses of pages may be keys themselves. */
const guarded = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
}

/** No script, no frame, nothing from elsewhere; a form goes nowhere but here. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

export const jsonAnswer = (status: number, body: unknown): Answer => ({
  status,
  headers: { ...guarded, 'content-type': 'application/json; charset=utf-8' },
  body: `${JSON.stringify(body)}\n`,
})

export const pageAnswer = (status: number, page: Markup): Answer => ({
  status,
  headers: {
    ...guarded,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
  },
  body: page.markup,
})
