import type { Command } from '../incident/command.ts'
import type { RecordEvent } from '../incident/events.ts'
import type { Reply } from './reply.ts'

const subject = (command: Command, made: string | undefined): string => {
  switch (command.command) {
    case 'ack':
    case 'resolve':
    case 'false-alarm':
    case 'note':
    case 'cancel':
      return command.incident
    case 'open':
      return made === undefined ? command.component : `${made} (${command.component})`
    case 'lift':
      return command.component
    case 'plan':
      return made ?? command.components.join(', ')
    case 'notice':
      return made ?? 'the notice'
    case 'approve':
    case 'skip':
    case 'rule':
      return command.notice
    case 'hold':
    case 'release':
      return command.channel === 'all' ? 'every channel' : command.channel
    default:
      return command satisfies never
  }
}

/** What it is afterwards. */
const past: Readonly<Record<Command['command'], string>> = {
  ack: 'acknowledged',
  resolve: 'resolved',
  'false-alarm': 'a false alarm',
  note: 'noted',
  open: 'open',
  lift: 'free to open incidents again',
  plan: 'planned',
  cancel: 'cancelled',
  notice: 'to be told',
  hold: 'held: nothing new is sent; what was being sent when you said it may still appear for a minute',
  release: 'released: what is still true is told now',
  approve: 'approved',
  skip: 'not said',
  rule: 'ruled',
}

type Done = Extract<Reply, { is: 'done' }>

/** What a command did: `made` is the number that it took. */
export const done = (command: Command, events: readonly RecordEvent[], isRehearsal: boolean): Done => {
  const changed = events.length > 0
  const opened = events.find(event => event.is === 'opened')
  const incident = opened?.incident ?? ('incident' in command ? command.incident : undefined)
  const about = subject(command, opened?.incident)
  const ruling = command.command === 'rule' ? ` ${command.ruling}` : ''
  const word = `${past[command.command]}${ruling}`
  const verb = isRehearsal && changed ? 'would be' : 'is'
  const text = changed ? `${about} ${verb} ${word}` : `${about} is ${word} already; nothing changed`
  return {
    is: 'done',
    changed,
    text,
    ...(incident !== undefined && { incident }),
  }
}
