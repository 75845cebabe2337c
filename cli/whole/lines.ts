import { createReadStream } from 'node:fs'

/** A line, without its end; `whole`: a line feed ends it. */
export interface Line {
  readonly text: string
  readonly whole: boolean
}

/**
 * The lines of a file in UTF-8. Only a line feed ends one: a text may hold any other character that some reader takes
 * for an end. Bytes that are no UTF-8 become other ones, which no SHA-256 of the file takes for the same.
 */
export async function* linesOf(file: string): AsyncGenerator<Line> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let rest = ''
  for await (const piece of createReadStream(file)) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const text of lines) yield { text, whole: true }
  }
  rest += decoder.decode()
  if (rest !== '') yield { text: rest, whole: false }
}
