import type { Answer, Told } from './answer.ts'
import { escaped } from './escaped.ts'
import { readinessWords } from './go-live/words.ts'
import { incidentWords } from './incident-line.ts'
import { postWords, storyWords } from './incident-words.ts'
import { type Say, sayIn } from './local-words.ts'
import { statusWords } from './status-words.ts'

const toldWords = ({ channel, notice, text, euros, at }: Told, say: Say): string =>
  `  ${notice} on ${channel}${at === undefined ? '' : ` at ${say(at)}`}, about ${euros.toFixed(3)} €:\n      ${text}`

const timesOf = (zone: string): string => `(times of ${zone})`

const doneWords = ({ text, dryRun, told, warnings, timeZone }: Extract<Answer, { is: 'done' }>): string =>
  [
    `${text}${dryRun ? ' (a rehearsal: nothing was done)' : ''}`,
    ...(told?.map(one => toldWords(one, sayIn(timeZone))) ?? []),
    ...(told?.length === 0 ? ['  nothing would be told'] : []),
    ...(told?.some(({ at }) => at !== undefined) ? [`  ${timesOf(timeZone)}`] : []),
    ...warnings.map(one => `  warning: ${one}`),
  ].join('\n')

const orNone = <One>(
  all: readonly One[],
  words: (one: One, say: Say) => string,
  none: string,
  zone: string,
): string =>
  all.length === 0 ? none : [...all.map(one => words(one, sayIn(zone))), timesOf(zone)].join('\n')

const wordsOf = (answer: Answer): string => {
  switch (answer.is) {
    case 'done':
      return doneWords(answer)
    case 'refused':
      return `refused: ${answer.why}`
    case 'invalid':
      return answer.why
    case 'status':
      return statusWords(answer.services)
    case 'incidents':
      return orNone(answer.incidents, incidentWords, 'none', answer.timeZone)
    case 'incident': {
      const { incident, posts, timeZone } = answer
      return `${storyWords(incident, posts, sayIn(timeZone))}\n${timesOf(timeZone)}`
    }
    case 'posts':
      return orNone(answer.posts, postWords, 'none yet', answer.timeZone)
    case 'entry': {
      const { url, expires, timeZone } = answer
      return `${url}\n(opens the operators' view, until ${sayIn(timeZone)(expires)} ${timeZone}; it is yours alone)`
    }
    case 'readiness':
      return readinessWords(answer.services, answer.alarms, answer.missing)
    case 'export':
      return answer.files.map(file => `${answer.dryRun ? 'would write' : 'wrote'} ${file}`).join('\n')
    default:
      return answer satisfies never
  }
}

/** An answer for people, its times by the clock of the service. Nothing in it steers a terminal. */
export const answerWords = (answer: Answer): string => escaped(wordsOf(answer))
