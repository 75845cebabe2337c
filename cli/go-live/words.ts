import type { Ready } from '../answer.ts'
import { onOneLine } from '../escaped.ts'
import { type Say, sayIn } from '../local-words.ts'
import type { Heard } from './missing.ts'

const euros = (sum: number): string => `about ${sum.toFixed(3)} €`

const modes: Readonly<Record<string, string>> = {
  auto: 'tells the public',
  approve: 'tells the public after a yes to each post',
  shadow: 'only rehearses',
}

/** `x only rehearses since 2026-11-21 11:00 (first deployment)` */
export const modeWords = (
  { channel, mode, since, by }: Pick<Ready, 'channel' | 'mode' | 'since' | 'by'>,
  say: Say,
): string => {
  const from = since === undefined ? ', as its file says' : ` since ${say(since)}`
  return `${channel} ${modes[mode] ?? mode}${from}${by === undefined ? '' : ` (${onOneLine(by)})`}`
}

const rehearsedWords = ({ rehearsed }: Ready, say: Say): readonly string[] => {
  if (rehearsed.length === 0) return ['  nothing was rehearsed since']
  const sum = rehearsed.reduce((total, one) => total + one.euros, 0)
  return [
    `  rehearsed since, ${euros(sum)} in all:`,
    ...rehearsed.map(({ notice, state, at, text }) => `    ${say(at)} ${notice} ${state}: ${text}`),
  ]
}

const duesWords = ({ wouldTell, held, wanted }: Ready): readonly string[] => {
  if (wouldTell.length === 0) return ['  going live tells nothing at once']
  const live = wanted === 'approve' ? 'going live asks for a yes to' : 'going live tells at once'
  const when = held ? 'once the posting is released, this is next' : live
  return [
    `  ${when}:`,
    ...wouldTell.map(({ notice, text, euros: sum }) => `    ${notice}, ${euros(sum)}: ${text}`),
  ]
}

const serviceWords = (ready: Ready): string => {
  const { service, mode, wanted, held, timeZone, account, left } = ready
  const say = sayIn(timeZone)
  const { day, month } = left
  return [
    `${service}: ${modeWords(ready, say)} (times of ${timeZone})`,
    ...(held ? ['  HELD: nothing goes out until "release"'] : []),
    ...(mode === 'shadow' ? rehearsedWords(ready, say) : []),
    ...(mode === wanted ? [] : duesWords(ready)),
    `  account: ${account.is === 'known' ? `${account.name} (${account.id})` : account.why}`,
    `  left today: ${day.posts} posts, ${euros(day.euros)}; this month: ${month.posts}, ${euros(month.euros)}`,
  ].join('\n')
}

const alarmsWords = (heard: Heard): string => {
  switch (heard.is) {
    case 'none':
      return 'alarms: not checked, a run on this machine has none'
    case 'unchecked':
      return `alarms: not checked: ${heard.why}`
    case 'checked':
      return `alarms: ${heard.count}, ${heard.ringing.length} ring; confirmed addresses: ${heard.confirmed}`
    default:
      return heard satisfies never
  }
}

/** What an operator should know before going live, and what speaks against it. */
export const readinessWords = (
  services: readonly Ready[],
  heard: Heard | undefined,
  missing: readonly string[],
): string =>
  [
    ...services.map(serviceWords),
    ...(heard ? [alarmsWords(heard)] : []),
    ...(missing.length === 0 ? ['nothing is missing'] : missing.map(one => `MISSING: ${one}`)),
  ].join('\n')
