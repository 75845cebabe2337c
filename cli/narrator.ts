import type { Paint } from './line-words.ts'

/** Tells the demo's story to a person. */
export interface Narrator {
  /** A new turn of the story. */
  act(text: string): void
  say(text: string): void
  /** A post as a reader sees it. */
  post(text: string): void
  /** Shows that something goes on until `what` happened. */
  waiting<T>(what: string, happening: Promise<T>): Promise<T>
}

const width = 72

const wrapped = (text: string): readonly string[] =>
  text.split('\n').flatMap(line => {
    const lines = ['']
    for (const word of line.split(' ')) {
      const last = lines.at(-1) ?? ''
      if (last !== '' && last.length + word.length + 1 > width) lines.push(word)
      else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
    }
    return lines
  })

const framed = (text: string): string =>
  ['  ┌─ X · @atalaya_local', ...wrapped(text).map(line => `  │ ${line}`), `  └${'─'.repeat(20)}`].join('\n')

/** A dot a second on a terminal, where a line that stands still looks like a fault; elsewhere one line says enough. */
const progress = (what: string, write: (text: string) => void, lively: boolean) => {
  if (!lively) return () => {}
  write(`  … ${what} `)
  const timer = setInterval(() => write('.'), 1_000)
  return () => {
    clearInterval(timer)
    write('\r\u001b[2K')
  }
}

/** `lively`: the stream is a terminal. */
export const narrator = (write: (text: string) => void, paint: Paint, lively: boolean): Narrator => ({
  act: text => write(`\n${paint('cyan', text)}\n`),
  say: text => write(`  ${text}\n`),
  post: text => write(`${paint('green', framed(text))}\n`),
  waiting: async (what, happening) => {
    const stop = progress(what, write, lively)
    try {
      return await happening
    } finally {
      stop()
    }
  },
})
