import type { ChannelFacts } from '../operate/facts.ts'
import { tagOf } from '../page/page-words.ts'

export interface ChannelName {
  /** The ledger's: `x`, or `x.shadow` where it only rehearses. */
  readonly id: string
  readonly name: string
  /** The language of its posts, as a tag of BCP 47. */
  readonly lang: string
}

const names: Readonly<Record<string, string>> = { x: 'X', 'x.shadow': 'X (ensayo: no se publica nada)' }

export const channelName = ({ ledger, settings }: ChannelFacts): ChannelName => {
  const id = ledger.channel
  return { id, name: names[id] ?? id, lang: tagOf(settings.language) }
}
