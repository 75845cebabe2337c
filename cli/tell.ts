import type { Journal, JournalLine } from '../lib/ports.ts'
import { blindness } from './blindness.ts'
import { type Paint, worthSaying } from './line-words.ts'

/** How often a quiet run says that it is alive, in milliseconds. */
const heartbeat = 15 * 60_000

const clock = (at: number): string => new Date(at).toTimeString().slice(0, 8)

/** Rounds since the last sign of life, and who was not well when last seen. */
const pulse = () => {
  let next = 0
  let rounds = 0
  const bad = new Set<unknown>()
  const state = (isBlind: boolean): string => {
    if (isBlind) return 'cannot tell'
    return bad.size === 0 ? 'all well' : `not well: ${[...bad].join(', ')}`
  }
  const noteCheck = ({ component, target, outcome }: JournalLine) => {
    if (component === 'control') return
    const one = `${component} (${target})`
    if (outcome === 'up') bad.delete(one)
    else bad.add(one)
  }
  return {
    note: (line: JournalLine, isBlind: boolean): string | undefined => {
      if (line.kind === 'check') noteCheck(line)
      if (line.kind !== 'round') return undefined
      rounds += 1
      if (line.at < next) return undefined
      const text = `${rounds} ${rounds === 1 ? 'round' : 'rounds'}: ${state(isBlind)}`
      next = line.at + heartbeat
      rounds = 0
      return text
    },
  }
}

/** Tells people at a terminal what happens, a line each, and little while all is quiet. */
export const teller = (write: (text: string) => void, paint: Paint): Journal => {
  const eyes = blindness()
  const heart = pulse()
  const say = (at: number, text: string | undefined, quiet = false) => {
    if (text === undefined) return
    write(`${paint('dim', clock(at))}  ${quiet ? paint('dim', text) : text}\n`)
  }
  return {
    say: line => {
      const blind = eyes.note(line)
      say(line.at, blind && paint('yellow', blind))
      say(line.at, worthSaying(line, paint))
      say(line.at, heart.note(line, eyes.isBlind()), true)
    },
  }
}
