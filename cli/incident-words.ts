import type { Incident, Step } from '../lib/incident/record.ts'
import type { Post } from './answer.ts'
import { onOneLine } from './escaped.ts'
import { incidentWords } from './incident-line.ts'
import type { Say } from './local-words.ts'

const componentsOf = (step: Step): string =>
  'components' in step.facts ? `: ${step.facts.components.join(', ')}` : ''

const byOf = ({ facts }: Step): string =>
  'by' in facts && facts.by !== undefined ? ` by ${onOneLine(facts.by)}` : ''

const stepWords = (step: Step, say: Say): string => {
  const text = step.facts.what === 'note' ? `: ${step.facts.text}` : ''
  const said = 'said' in step.facts && step.facts.said ? `: ${step.facts.said.text}` : ''
  return `  ${step.n}. ${say(step.at)} ${step.facts.what}${componentsOf(step)}${byOf(step)}${text}${said}`
}

/** One post, with why it is as it is. */
export const postWords = ({ channel, notice, state, at, text, why }: Post, say: Say): string =>
  `  ${notice} on ${channel}: ${state}, ${say(at)}${why === undefined ? '' : ` (${why})`}\n      ${text}`

/** All of one incident: its steps, its notes and its posts. */
export const storyWords = (incident: Incident, posts: readonly Post[], say: Say): string =>
  [
    incidentWords(incident, say).trim(),
    ...incident.steps.map(step => stepWords(step, say)),
    ...(incident.notes ?? []).map(({ at, by, text }) => `  note of ${onOneLine(by)}, ${say(at)}: ${text}`),
    ...posts.map(one => postWords(one, say)),
  ].join('\n')
