import type { JournalLine } from '../../lib/ports.ts'

/** What matters here of a line of the journal. */
export type Told =
  | {
      readonly is: 'round'
      readonly service: string
      readonly at: number
      /** ISO 8601. */
      readonly round: string
      readonly taken: boolean
      /** Whether every component was seen and well. */
      readonly well: boolean
    }
  | { readonly is: 'sent'; readonly service: string; readonly at: number }
  | { readonly is: 'alarm' | 'fault'; readonly service: string; readonly what: string }

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The line in short; `undefined` for one that nothing here counts. */
export const toldIn = (line: JournalLine): Told | undefined => {
  const service = textOf(line.service)
  switch (line.kind) {
    case 'round':
      return {
        is: 'round',
        service,
        at: line.at,
        round: textOf(line.round),
        taken: line.taken === true,
        well: ['down', 'slow', 'blind'].every(outcome => line[outcome] === undefined),
      }
    case 'post':
      return line.state === 'sent' ? { is: 'sent', service, at: line.at } : undefined
    case 'alarm':
      return { is: 'alarm', service, what: textOf(line.alarm) }
    case 'fault':
      return { is: 'fault', service, what: textOf(line.error) }
    default:
      return undefined
  }
}
