import type { Answer, Told } from './answer.ts'
import { postWords, storyWords } from './incident-words.ts'
import { type Say, sayIn, zoneHere } from './local-words.ts'
import { incidentWords, statusWords } from './status-words.ts'

const toldWords = ({ channel, notice, text, euros, at }: Told, say: Say): string =>
  `  ${notice} on ${channel}${at === undefined ? '' : ` at ${say(at)}`}, about ${euros.toFixed(3)} €:\n      ${text}`

const doneWords = ({ text, dryRun, told, warnings }: Extract<Answer, { is: 'done' }>, say: Say): string =>
  [
    `${text}${dryRun ? ' (a rehearsal: nothing was done)' : ''}`,
    ...(told?.map(one => toldWords(one, say)) ?? []),
    ...(told?.length === 0 ? ['  nothing would be told'] : []),
    ...warnings.map(one => `  warning: ${one}`),
  ].join('\n')

const orNone = (lines: readonly string[], none: string, zone: string): string =>
  lines.length === 0 ? none : [...lines, `(times of ${zone})`].join('\n')

/** An answer for people: of one incident or many by the clock of this machine, of a service by its own. */
export const answerWords = (answer: Answer): string => {
  const zone = zoneHere()
  const say = sayIn(zone)
  switch (answer.is) {
    case 'done':
      return doneWords(answer, say)
    case 'refused':
      return `refused: ${answer.why}`
    case 'invalid':
      return answer.why
    case 'status':
      return statusWords(answer.services)
    case 'incidents':
      return orNone(
        answer.incidents.map(one => incidentWords(one, say)),
        'none',
        zone,
      )
    case 'incident':
      return `${storyWords(answer.incident, answer.posts, say)}\n(times of ${zone})`
    case 'posts':
      return orNone(
        answer.posts.map(one => postWords(one, say)),
        'none yet',
        zone,
      )
    case 'entry':
      return `${answer.url}\n(opens the operators' view, until ${say(answer.expires)} ${zone}; it is yours alone)`
    case 'export':
      return answer.files.map(file => `wrote ${file}`).join('\n')
    default:
      return answer satisfies never
  }
}
