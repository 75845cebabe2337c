import { findIncident, isAutomatic } from '../incident/incident.ts'
import type { Reply } from '../operate/reply.ts'
import { saidAt } from '../page/moment.ts'
import { channelView } from '../page/post.ts'
import { priceOf } from '../publish/price.ts'
import { comingOn, isHeldOn } from './coming.ts'
import { type CommandName, commandWords, meaningOf } from './command-words.ts'
import type { ChannelFacts, Facts } from './facts.ts'
import type { Fields } from './fields.ts'
import { saidEuros } from './money.ts'
import { inSpanish } from './spanish.ts'

/** A post as the confirm step shows it: these words, there, then, at this price. */
export interface ShownPost {
  readonly channel: string
  readonly lang: string
  readonly text: string
  readonly price: string
  /** Such as `Sale ya.` */
  readonly when: string
}

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

const shownOn = (
  facts: Facts,
  channel: ChannelFacts,
  text: string,
  when: string,
  euros: number,
): ShownPost => {
  const calendar = { now: facts.now, timeZone: facts.service.timeZone }
  const { name, lang } = channelView(facts.service, channel.ledger, calendar, 'operators')
  return { channel: name, lang, text, when, price: `unos ${saidEuros(euros)}` }
}

const whenTold = (
  command: CommandName,
  { record, service, now }: Facts,
  channel: ChannelFacts,
  at?: number,
) => {
  const { settings, id } = channel
  if (at !== undefined) {
    const said = saidAt(at, { now, timeZone: service.timeZone })
    return `${said.charAt(0).toUpperCase()}${said.slice(1)}, si nada cambia.`
  }
  if (settings.mode === 'shadow') return 'Solo se ensaya: no se publica.'
  if (isHeldOn(record, id)) return 'Está parado: sale al soltar las publicaciones, si aún es verdad.'
  return settings.mode === 'approve' && command === 'ack' ? 'Pedirá un sí antes de salir.' : 'Sale ya.'
}

const toldPosts = (command: CommandName, facts: Facts, { told = [] }: Done): readonly ShownPost[] =>
  told.flatMap(({ channel: name, text, euros, at }) => {
    const channel = facts.channels.find(({ ledger }) => ledger.channel === name)
    return channel ? [shownOn(facts, channel, text, whenTold(command, facts, channel, at), euros)] : []
  })

/** What waits, is due or is in doubt, where a command is about posts that are there already. */
const presentPosts = (command: CommandName, facts: Facts, fields: Fields): readonly ShownPost[] =>
  facts.channels.flatMap(channel => {
    const { ledger, settings, id } = channel
    const notice = fields.get('notice')
    const wanted = fields.get('channel') ?? 'all'
    if (wanted !== 'all' && wanted !== id) return []
    if (command === 'rule')
      return ledger.log
        .filter(one => one.state === 'unclear' && one.notice === notice)
        .map(({ text }) => shownOn(facts, channel, text, 'Está en duda.', priceOf(text, settings)))
    return comingOn(facts, channel).flatMap(({ text, euros = 0, when, notice: its, isAsked, isHeld }) => {
      const isMeant =
        command === 'release' ? isHeld : command === 'hold' ? !isHeld : isAsked && its === notice
      return text !== undefined && isMeant ? [shownOn(facts, channel, text, when, euros)] : []
    })
  })

const about = (command: CommandName, count: number): string => {
  switch (command) {
    case 'approve':
      return 'Se publica ya, con estas palabras:'
    case 'skip':
      return 'Esto no se publica:'
    case 'rule':
      return 'Se trata de esto:'
    case 'hold':
      return count === 0 ? 'Ahora no hay nada por salir.' : 'Esto es lo que está por salir:'
    case 'release':
      return count === 0 ? 'Ahora no hay nada que vaya a salir.' : 'Esto sale:'
    default:
      return count === 0 ? 'No se publica nada.' : 'Esto es lo que se publica, con estas palabras:'
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
