import type { Command } from '../incident/command.ts'
import type { RecordEvent } from '../incident/events.ts'
import { sentencesOf } from './done-words.ts'
import type { Reply } from './reply.ts'

type Done = Extract<Reply, { is: 'done' }>

/** What a command did, or would do. */
export const done = (command: Command, events: readonly RecordEvent[], isRehearsal: boolean): Done => {
  const changed = events.length > 0
  const opened = events.find(event => event.is === 'opened')
  const incident = opened?.incident ?? ('incident' in command ? command.incident : undefined)
  const { now, would, already } = sentencesOf(command, opened?.incident)
  const said = isRehearsal ? would : now
  return {
    is: 'done',
    changed,
    text: changed ? said : `${already}; nothing changed`,
    ...(incident !== undefined && { incident }),
  }
}
