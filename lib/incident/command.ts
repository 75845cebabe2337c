import type { Mode } from '../service/service.ts'
import type { Declaration } from './record.ts'

/** What operators ask of one service's record. Times are epoch milliseconds; `channel` may be `all` for a hold. */
export type Asked =
  | { readonly command: 'ack' | 'resolve' | 'false-alarm'; readonly incident: string }
  | {
      readonly command: 'note'
      readonly incident: string
      readonly text: string
      /** For citizens too; else for operators only. */
      readonly public: boolean
    }
  /** A declared component fails, as no probe can see. `note`: public words that go with it. */
  | {
      readonly command: 'open'
      readonly component: string
      readonly what: Declaration
      readonly note?: string
    }
  /** A component that a resolve or a false alarm muted may open incidents again. */
  | { readonly command: 'lift'; readonly component: string }
  /** A maintenance window, which the public hears of from `announce` on. */
  | {
      readonly command: 'plan'
      readonly components: readonly string[]
      readonly from: number
      readonly to: number
      readonly announce: number
    }
  | { readonly command: 'cancel'; readonly incident: string }
  | { readonly command: 'notice'; readonly text: string; readonly source: string }
  | { readonly command: 'hold'; readonly channel: string; readonly why?: string }
  | { readonly command: 'release'; readonly channel: string }
  /** Whether a channel tells the public, asks first, or only rehearses. */
  | { readonly command: 'mode'; readonly channel: string; readonly mode: Mode }
  /** Yes or no to a waiting post. */
  | { readonly command: 'approve'; readonly channel: string; readonly notice: string; readonly text: string }
  | { readonly command: 'skip'; readonly channel: string; readonly notice: string }
  /** What became of an unclear post. */
  | {
      readonly command: 'rule'
      readonly channel: string
      readonly notice: string
      readonly ruling: 'landed' | 'absent' | 'drop'
    }

/** `request` makes a repeat harmless; `by` is who asks: a name, or the ARN of whoever signed. */
export type Command = Asked & { readonly request: string; readonly by: string }

/** What a command, or the request for it, is about: each has one of these, but for a post's channel beside its notice. */
interface Addressed {
  readonly request: string
  readonly command: string
  readonly incident?: string
  readonly component?: string
  readonly components?: readonly string[]
  readonly notice?: string
  readonly source?: string
  readonly channel?: string
}

/** What a repeat is known by: a request id that was used for something else is no repeat. */
export const requestKey = (asked: Addressed): string => {
  const { incident, component, components, notice, source, channel } = asked
  const subject = incident ?? component ?? components?.join('+') ?? notice ?? source ?? channel
  return `${asked.request} ${asked.command} ${subject}`
}
