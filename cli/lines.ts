import type { Journal, JournalLine } from '../lib/ports.ts'

/** One JSON object a line: `at` in ISO 8601, `kind`, and what the line is about. */
export const jsonLine = ({
  at,
  kind,
  ...rest
}: { readonly at: number; readonly kind: string } & Readonly<Record<string, unknown>>): string =>
  `${JSON.stringify({ at: new Date(at).toISOString(), kind, ...rest })}\n`

/** Everything, for machines. */
export const jsonLines = (write: (text: string) => void): Journal => ({
  say: (line: JournalLine) => write(jsonLine(line)),
})
