import { type Document, isMap, isNode, isSeq, LineCounter, parseDocument } from 'yaml'
import { parentOf, pathOf } from './problem.ts'

/** Where a mistake is, if the parser knows, and what it says. */
export interface Mistake {
  readonly line?: number
  readonly says: string
}

export interface Read {
  readonly value: unknown
  readonly warnings: readonly Mistake[]
  /** The line, from 1, of a path such as `components[1].name`, or of the nearest that holds it. */
  lineOf(path: string): number | undefined
}

type Lines = Map<string, number>
type Note = (path: readonly unknown[], node: unknown) => void

/** Notes every key and every item of a list; what is behind an alias stays with the alias. */
const walk = (node: unknown, path: readonly unknown[], note: Note): void => {
  if (isMap(node))
    for (const { key, value } of node.items) {
      note([...path, String(key)], key)
      walk(value, [...path, String(key)], note)
    }
  if (isSeq(node))
    for (const [index, item] of node.items.entries()) {
      note([...path, index], item)
      walk(item, [...path, index], note)
    }
}

const offsetOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined)

const linesOf = (document: Document, counter: LineCounter): Lines => {
  const lines: Lines = new Map()
  walk(document.contents, [], (path, node) => {
    const offset = offsetOf(node)
    if (offset !== undefined) lines.set(pathOf(path), counter.linePos(offset).line)
  })
  return lines
}

const lineIn = (lines: Lines, path: string): number | undefined =>
  path === '' ? undefined : (lines.get(path) ?? lineIn(lines, parentOf(path)))

/** The first sentence says it; the rest draws the place, which the line already tells. */
const mistake = (error: { message: string; linePos?: readonly { line: number }[] | undefined }): Mistake => {
  const says = error.message.split(/ at line \d|; please|\n/)[0] ?? ''
  const line = error.linePos?.[0]?.line
  return line === undefined ? { says } : { says, line }
}

/** One slip breaks much of its line, and says the rest again and again. */
const firstOfLines = (mistakes: readonly Mistake[]): readonly Mistake[] =>
  mistakes.filter((one, index) => mistakes.findIndex(other => other.line === one.line) === index)

const understood = (text: string): Read | { mistakes: readonly Mistake[] } => {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, logLevel: 'error' })
  if (document.errors.length > 0) return { mistakes: firstOfLines(document.errors.map(mistake)) }
  const value: unknown = document.toJS()
  const lines = linesOf(document, counter)
  return { value, warnings: document.warnings.map(mistake), lineOf: path => lineIn(lines, path) }
}

/** Reads one YAML 1.2 document. Never throws: aliases without an end and such are mistakes like any other. */
export const readYaml = (text: string): Read | { readonly mistakes: readonly Mistake[] } => {
  try {
    return understood(text)
  } catch (error) {
    return { mistakes: [{ says: error instanceof Error ? error.message : String(error) }] }
  }
}
