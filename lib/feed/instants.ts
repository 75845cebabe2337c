/** ISO 8601, UTC, with milliseconds. `at`: epoch milliseconds. */
export const iso = (at: number): string => new Date(at).toISOString()

/** The same without milliseconds, as RFC 3339 feeds have it. */
export const isoSeconds = (at: number): string => `${iso(at).slice(0, 19)}Z`

/** `Sat, 21 Nov 2026 09:40:00 GMT`, as RSS wants it. */
export const rfc822 = (at: number): string => new Date(at).toUTCString()
