import { styleText } from 'node:util'
import type { JournalLine } from '../lib/ports.ts'

type Colour = 'red' | 'green' | 'yellow' | 'cyan' | 'dim'
/** Colours a text, or leaves it as it is. */
export type Paint = (colour: Colour, text: string) => string

export const plain: Paint = (_, text) => text
/** Colours where the stream is a terminal and NO_COLOR is not set. */
export const painted =
  (stream: NodeJS.WriteStream): Paint =>
  (colour, text) =>
    styleText(colour, text, { stream })

const word = (value: unknown): string => (value === undefined ? '' : String(value))
const list = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : word(value))

const colourOf: Readonly<Record<string, Colour>> = { down: 'red', degraded: 'yellow', operational: 'green' }

const component = (line: JournalLine, paint: Paint) => {
  const { component: id, from, to } = line
  return `${word(id)}: ${word(from)} → ${paint(colourOf[word(to)] ?? 'cyan', word(to))}`
}

const incident = (line: JournalLine, paint: Paint) => {
  const about = line.components === undefined ? '' : `: ${list(line.components)}`
  const by = line.by === undefined ? '' : ` by ${word(line.by)}`
  return `${paint('cyan', `incident ${word(line.incident)}`)} ${word(line.what)}${about}${by}`
}

/** States in which a post is settled or needs somebody; the others pass in a moment. */
const told = ['sent', 'waiting', 'unknown', 'unclear', 'skipped', 'refused']

const post = (line: JournalLine, paint: Paint) => {
  const state = word(line.state)
  if (!told.includes(state)) return undefined
  const why = line.why === undefined ? '' : ` (${word(line.why)})`
  const head = `post on ${word(line.channel)} ${word(line.notice)}: ${state}${why}`
  return `${paint(state === 'sent' ? 'green' : 'yellow', head)}\n${word(line.text).replace(/^/gm, '    ')}`
}

const heard: Readonly<Record<string, string>> = { first: 'operators', second: 'those behind them' }

const alert = (line: JournalLine, paint: Paint) => {
  const to = heard[word(line.list)] ?? word(line.list)
  // The stand-in of the topics is the line itself; other ways are named.
  const way = word(line.route).startsWith('operators-') ? '' : ` by ${word(line.route)}`
  const failed = line.failed === undefined ? '' : ` (not taken: ${word(line.failed)})`
  return `${paint(failed === '' ? 'cyan' : 'yellow', `alert → ${to}${way}${failed}:`)} ${word(line.title)}`
}

/** What people want to hear of as it happens, in a line or two; `undefined` for the rest. */
export const worthSaying = (line: JournalLine, paint: Paint): string | undefined => {
  switch (line.kind) {
    case 'component':
      return component(line, paint)
    case 'incident':
      return incident(line, paint)
    case 'post':
      return post(line, paint)
    case 'alert':
      return alert(line, paint)
    case 'alarm':
      return paint('yellow', `ALARM ${word(line.alarm)} ${word(line.text ?? line.component)}`.trimEnd())
    case 'fault':
      return paint('red', `FAULT ${word(line.function ?? line.where)}: ${word(line.error)}`)
    case 'check':
    case 'round':
    case 'blind':
    case 'doubt':
    case 'command':
      return undefined
    default:
      return line.kind satisfies never
  }
}
