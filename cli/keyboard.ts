import { createInterface, type Interface } from 'node:readline'
import { type Readable, Writable } from 'node:stream'
import { RunRefused } from '../local/failure.ts'

/** Whoever sits at the terminal; without one, the lines that were piped in. */
export interface Keyboard {
  readonly isTerminal: boolean
  /** One line, without spaces around it. Throws NothingSaid where there is none any more. */
  ask(question: string): Promise<string>
  /** The same; what is typed is not shown. */
  askHidden(question: string): Promise<string>
  /** Gives the terminal back. */
  close(): void
}

/** The lines ended, or the terminal was closed, before a question was answered. */
export class NothingSaid extends RunRefused {
  constructor(question: string) {
    super(`nobody answered "${question.trim()}": nothing was changed`)
  }
}

/** Shows what is typed to a question that is not hidden, and nothing in between: a paste may be longer than its question. */
class Echo extends Writable {
  isHidden = true
  readonly #to: (text: string) => void

  constructor(to: (text: string) => void) {
    super()
    this.#to = to
  }

  override _write(piece: Buffer | string, _: unknown, done: () => void): void {
    if (!this.isHidden) this.#to(String(piece))
    done()
  }
}

/** No history: an arrow key would bring back what was hidden. */
const linesOf = (input: Readable, output: Writable, terminal: boolean): Interface =>
  createInterface({ input, output, terminal, historySize: 0 })

/** `write` is for people. Nothing is read before the first question. */
export const keyboardOf = (
  input: Readable & { readonly isTTY?: boolean },
  write: (text: string) => void,
  interrupt: () => void = () => process.kill(process.pid, 'SIGINT'),
): Keyboard => {
  const isTerminal = input.isTTY === true
  const echo = new Echo(write)
  let reading: { readonly face: Interface; readonly lines: AsyncIterator<string> } | undefined

  const begin = () => {
    const face = linesOf(input, echo, isTerminal)
    // A terminal in raw mode gives Ctrl-C to us alone; closing it makes it a terminal again.
    face.on('SIGINT', () => {
      face.close()
      interrupt()
    })
    return { face, lines: face[Symbol.asyncIterator]() }
  }

  const ask = async (question: string, isHidden: boolean): Promise<string> => {
    reading ??= begin()
    write(question)
    echo.isHidden = isHidden
    const { value, done } = await reading.lines.next()
    echo.isHidden = true
    if (isHidden || !isTerminal) write('\n')
    if (done) throw new NothingSaid(question)
    return value.trim()
  }

  return {
    isTerminal,
    ask: question => ask(question, false),
    askHidden: question => ask(question, true),
    close: () => reading?.face.close(),
  }
}

/** Whether a question was answered with yes. */
export const isYes = (answer: string): boolean => /^(?:y|yes|s|sí|si)$/i.test(answer)
