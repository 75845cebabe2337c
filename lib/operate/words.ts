import type { Command } from '../incident/command.ts'
import type { Service } from '../service/service.ts'
import { editionOf } from '../words/compose.ts'
import { type FreeText, freeTextFits } from '../words/free-text.ts'
import { channelIds } from './facts.ts'
import { checkFreeText, showPlace } from './free-text.ts'
import { type Reply, refused } from './reply.ts'

export interface Checked {
  readonly warnings: readonly string[]
}

/** Every free text of a command, by the field it stands in; `public` ones become posts. */
const textsOf = (
  command: Command,
): readonly { readonly field: string; readonly text: string; readonly public: boolean }[] => {
  switch (command.command) {
    case 'note':
      return [{ field: 'text', text: command.text, public: command.public }]
    case 'open':
      return command.note === undefined ? [] : [{ field: 'note', text: command.note, public: true }]
    case 'notice':
      return [
        { field: 'text', text: command.text, public: true },
        { field: 'source', text: command.source, public: true },
      ]
    case 'hold':
      return command.why === undefined ? [] : [{ field: 'why', text: command.why, public: false }]
    case 'ack':
    case 'resolve':
    case 'false-alarm':
    case 'lift':
    case 'plan':
    case 'cancel':
    case 'release':
    case 'mode':
    case 'approve':
    case 'skip':
    case 'rule':
      return []
    default:
      return command satisfies never
  }
}

/** What is told only to operators may name a page; a person's numbers are nobody's business either way. */
const isForAll = new Set(['url', 'mention'])

/** As long as any incident's number may become. */
const longestCode = (service: Service): string => `${service.code}-10000`

const asPosts = (command: Command, service: Service, now: number): readonly FreeText[] => {
  const about = { incident: longestCode(service), names: [], at: now }
  const fits = (what: Parameters<typeof freeTextFits>[0]) =>
    channelIds(service).map(id =>
      freeTextFits(what, { ...editionOf(service, service.channels[id]?.language ?? 'es'), now }),
    )
  if (command.command === 'notice')
    return fits({ ...about, what: 'notice', text: command.text, source: command.source })
  if (command.command === 'note' && command.public)
    return fits({ ...about, what: 'note', text: command.text })
  if (command.command === 'open' && command.note !== undefined)
    return fits({ ...about, what: 'note', text: command.note })
  return []
}

/** Refuses words that no channel may carry, and shows the place; warns of those that are hard to read. */
export const checkWords = (command: Command, service: Service, now: number): Checked | Reply => {
  for (const { field, text, public: isPublic } of textsOf(command)) {
    const [found] = checkFreeText(text, service).filter(({ what }) => isPublic || !isForAll.has(what))
    if (found) return refused(`${field}: ${found.why}\n${showPlace(text, found)}`)
  }
  const posts = asPosts(command, service, now)
  const over = Math.max(0, ...posts.map(post => post.over))
  if (over > 0) return refused(`it is too long by ${over} characters, as it would be posted`)
  return { warnings: [...new Set(posts.flatMap(({ remarks }) => remarks))] }
}
