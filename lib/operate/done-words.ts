import type { Command } from '../incident/command.ts'
import type { Mode } from '../service/service.ts'

/** What is said of a command: that it did it, that it would, or that it was so before. */
export interface Sentences {
  readonly now: string
  readonly would: string
  readonly already: string
}

/** `SS-0001 is resolved`, `SS-0001 would be resolved`, `SS-0001 is resolved already`. */
const become = (about: string, what: string): Sentences => ({
  now: `${about} is ${what}`,
  would: `${about} would be ${what}`,
  already: `${about} is ${what} already`,
})

const rulings: Readonly<Record<Extract<Command, { command: 'rule' }>['ruling'], string>> = {
  landed: 'taken for public',
  absent: 'taken for not public',
  drop: 'dropped',
}

const held = (channel: string): Sentences => {
  const about = channel === 'all' ? 'every channel' : channel
  return {
    now: `${about} is held: nothing new is sent; what was being sent when you said it may still appear for a minute`,
    would: `${about} would be held: nothing new would be sent`,
    already: `${about} is held already`,
  }
}

const released = (channel: string): Sentences => {
  const about = channel === 'all' ? 'every channel' : channel
  return {
    now: `${about} is released: what is still true is told now`,
    would: `${about} would be released: what is still true would be told`,
    already: channel === 'all' ? 'no channel is held' : `${channel} is not held`,
  }
}

const modes: Readonly<Record<Mode, Sentences>> = {
  auto: {
    now: 'tells the public: what is true is told now, or on release where it is held',
    would: 'would tell the public',
    already: 'tells the public already',
  },
  approve: {
    now: 'tells the public, and asks for a yes before each post',
    would: 'would tell the public, and ask for a yes before each post',
    already: 'asks for a yes before each post already',
  },
  shadow: {
    now: 'only rehearses: nothing new is sent; what was being sent when you said it may still appear for a minute',
    would: 'would only rehearse: nothing new would be sent',
    already: 'only rehearses already',
  },
}

const switchedTo = (channel: string, mode: Mode): Sentences => {
  const { now, would, already } = modes[mode]
  return { now: `${channel} ${now}`, would: `${channel} ${would}`, already: `${channel} ${already}` }
}

/** The sentences of a command; `made` is the number that it took. */
export const sentencesOf = (command: Command, made: string | undefined): Sentences => {
  switch (command.command) {
    case 'ack':
      return become(command.incident, 'acknowledged')
    case 'resolve':
      return become(command.incident, 'resolved')
    case 'false-alarm':
      return {
        ...become(command.incident, 'a false alarm'),
        would: `${command.incident} would be called a false alarm`,
      }
    case 'note':
      return become(`the note on ${command.incident}`, 'written down')
    case 'open':
      return become(made === undefined ? command.component : `${made} (${command.component})`, 'open')
    case 'lift':
      return {
        now: `${command.component} may open incidents again`,
        would: `${command.component} could open incidents again`,
        already: `${command.component} may open incidents already`,
      }
    case 'plan':
      return become(made ?? `the maintenance of ${command.components.join(', ')}`, 'planned')
    case 'cancel':
      return become(command.incident, 'cancelled')
    case 'notice': {
      const about = made ?? 'the notice'
      return {
        now: `${about} will be told`,
        would: `${about} would be told`,
        already: `${about} was taken before`,
      }
    }
    case 'hold':
      return held(command.channel)
    case 'release':
      return released(command.channel)
    case 'mode':
      return switchedTo(command.channel, command.mode)
    case 'approve':
      return become(command.notice, 'approved')
    case 'skip':
      return {
        now: `${command.notice} will not be said`,
        would: `${command.notice} would not be said`,
        already: `${command.notice} was skipped before`,
      }
    case 'rule':
      return become(command.notice, rulings[command.ruling])
    default:
      return command satisfies never
  }
}
