import type { ChannelFacts, Facts } from '../operate/facts.ts'
import type { Reply } from '../operate/reply.ts'
import { saidAt } from '../page/moment.ts'
import { capital } from '../page/speech.ts'
import { priceOf } from '../publish/price.ts'
import { channelName } from './channel-name.ts'
import { comingOn, stoppedBy } from './coming.ts'
import type { CommandName } from './command-words.ts'
import type { Fields } from './fields.ts'
import { postsLeft, saidEuros } from './money.ts'

/** A post as the confirm step shows it: these words, there, then, at this price. */
export interface ShownPost {
  readonly channel: string
  readonly lang: string
  readonly text: string
  readonly price: string
  /** Such as `Sale ya.` */
  readonly when: string
}

type Done = Extract<Reply, { is: 'done' }>

/** A beginning needs its own post and that of its end. */
const enough = 2

const shownOn = (channel: ChannelFacts, text: string, when: string, euros: number): ShownPost => {
  const { name, lang } = channelName(channel)
  const price = channel.settings.mode === 'shadow' ? 'no cuesta nada' : `unos ${saidEuros(euros)}`
  return { channel: name, lang, text, when, price }
}

const whenTold = (command: CommandName, facts: Facts, channel: ChannelFacts, at?: number): string => {
  const { now, service } = facts
  const { mode } = channel.settings
  if (at !== undefined) return `${capital(saidAt(at, { now, timeZone: service.timeZone }))}, si nada cambia.`
  if (mode === 'shadow') return 'Solo se ensaya: no se publica.'
  const stopped = stoppedBy(facts, channel)
  if (stopped !== undefined) return stopped
  if (postsLeft(channel, now, service.timeZone) < enough) return 'Puede no salir: casi no queda presupuesto.'
  return mode === 'approve' && command === 'ack' ? 'Pedirá un sí antes de salir.' : 'Sale ya.'
}

/** What a dry run says would be told. */
export const toldPosts = (command: CommandName, facts: Facts, { told = [] }: Done): readonly ShownPost[] =>
  told.flatMap(({ channel: name, text, euros, at }) => {
    const channel = facts.channels.find(({ ledger }) => ledger.channel === name)
    return channel ? [shownOn(channel, text, whenTold(command, facts, channel, at), euros)] : []
  })

/** What becomes of a post that is there already. */
const afterwards = (command: CommandName, facts: Facts, channel: ChannelFacts): string | undefined => {
  if (command === 'skip') return 'No sale.'
  if (command === 'release') return 'Sale ya, si aún es verdad.'
  return command === 'approve' ? (stoppedBy(facts, channel) ?? 'Sale ya.') : undefined
}

/** What waits, is due or is in doubt, where a command is about posts that are there already. */
export const presentPosts = (command: CommandName, facts: Facts, fields: Fields): readonly ShownPost[] =>
  facts.channels.flatMap(channel => {
    const { ledger, settings, id } = channel
    const notice = fields.get('notice')
    const wanted = fields.get('channel') ?? 'all'
    if (wanted !== 'all' && wanted !== id) return []
    if (command === 'rule')
      return ledger.log
        .filter(one => one.state === 'unclear' && one.notice === notice)
        .map(({ text }) => shownOn(channel, text, 'Está en duda.', priceOf(text, settings)))
    return comingOn(facts, channel).flatMap(({ text, euros = 0, notice: its, isAsked, isHeld, ...one }) => {
      const isMeant =
        command === 'release' ? isHeld : command === 'hold' ? !isHeld : isAsked && its === notice
      if (text === undefined || !isMeant) return []
      return [shownOn(channel, text, afterwards(command, facts, channel) ?? one.when, euros)]
    })
  })
