import type { JournalLine } from '../lib/ports.ts'

/** Follows what cannot be judged, and says so once when that begins and once when it ends. */
export interface Blindness {
  /** Whether anything could not be told in the newest round. */
  isBlind(): boolean
  /** To be told every line; returns what to say, if anything. */
  note(line: JournalLine): string | undefined
}

const word = (value: unknown): string => (typeof value === 'string' ? value : '')

const counted = (controls: unknown): string =>
  typeof controls === 'object' && controls !== null && 'bad' in controls && 'of' in controls
    ? ` (${controls.bad} of ${controls.of})`
    : ''

export const blindness = (): Blindness => {
  /** Why nothing can be told of a target, with its component. */
  const targets = new Map<string, string>()
  let controls: unknown
  let said = false

  const noteCheck = ({ component, target, outcome, reason }: JournalLine) => {
    if (component === 'control') return
    if (outcome === 'blind') targets.set(word(target), `${word(component)} (${word(reason)})`)
    else targets.delete(word(target))
  }

  const whyBlind = (why: unknown): string => {
    if (why === 'controls-failing') return `the controls fail${counted(controls)}, so it is our own network`
    return word(why) || [...new Set(targets.values())].join(', ')
  }

  const atEndOfRound = (line: JournalLine): string | undefined => {
    const why = whyBlind(line.why)
    const before = said
    said = why !== ''
    if (said === before) return undefined
    return said ? `blind: ${why}. Nothing is posted of what cannot be told.` : 'no longer blind'
  }

  return {
    isBlind: () => said,
    note: line => {
      if (line.kind === 'check') noteCheck(line)
      if (line.kind === 'blind') controls = line.controls
      return line.kind === 'round' ? atEndOfRound(line) : undefined
    },
  }
}
