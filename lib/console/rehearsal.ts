import { findIncident, isAutomatic } from '../incident/incident.ts'
import type { Facts } from '../operate/facts.ts'
import type { Reply } from '../operate/reply.ts'
import { type CommandName, commandWords, meaningOf } from './command-words.ts'
import type { Fields } from './fields.ts'
import { presentPosts, type ShownPost, toldPosts } from './rehearsed-posts.ts'
import { inSpanish } from './spanish.ts'

/** All that an operator should know before saying yes. */
export interface Rehearsal {
  /** What it is, as a heading. */
  readonly title: string
  readonly means: readonly string[]
  /** How the posts are meant: they would go, wait, or not be said. */
  readonly about: string
  readonly posts: readonly ShownPost[]
  readonly warnings: readonly string[]
}

type Done = Extract<Reply, { is: 'done' }>

const subjectOf = (fields: Fields): string =>
  ['incident', 'notice', 'component'].map(name => fields.get(name) ?? '').find(Boolean) ?? ''

const about = (command: CommandName, count: number): string => {
  switch (command) {
    case 'approve':
      return 'Dices que sí a esto, con estas palabras:'
    case 'skip':
      return 'Esto no se publica:'
    case 'rule':
      return 'Se trata de esto:'
    case 'hold':
      return count === 0 ? 'Ahora no hay nada por salir.' : 'Esto es lo que está por salir:'
    case 'release':
      return count === 0 ? 'Ahora no hay nada que vaya a salir.' : 'Esto sale:'
    default:
      return count === 0 ? 'No se dice nada en público.' : 'Esto es lo que se dice, con estas palabras:'
  }
}

const onPosts: readonly CommandName[] = ['approve', 'skip', 'rule', 'hold', 'release']

const mutes = ({ record }: Facts, command: CommandName, fields: Fields): readonly string[] => {
  if (command !== 'resolve' && command !== 'false-alarm') return []
  const incident = record && findIncident(record, fields.get('incident') ?? '')
  return incident && isAutomatic(incident)
    ? ['No se abre otra vez solo hasta que lo veamos bien una vez, o hasta que un operador lo permita.']
    : []
}

/** What a dry run says, and the words that it is about. Only the switch is about several services. */
export const rehearsalOf = (
  command: CommandName,
  all: readonly Facts[],
  fields: Fields,
  done: Done,
): Rehearsal => {
  const posts = all.flatMap(facts =>
    onPosts.includes(command) ? presentPosts(command, facts, fields) : toldPosts(command, facts, done),
  )
  const meaning = meaningOf(command, fields.get('ruling') ?? '')
  return {
    title: [commandWords[command].does, subjectOf(fields)].filter(Boolean).join(': '),
    means: [
      ...(done.changed ? [] : ['Ya es así: no cambiaría nada.']),
      ...(meaning === undefined ? [] : [meaning]),
      ...all.flatMap(facts => mutes(facts, command, fields)),
    ],
    about: about(command, posts.length),
    posts,
    warnings: (done.warnings ?? []).map(inSpanish),
  }
}
