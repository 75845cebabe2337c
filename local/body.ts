import type { IncomingMessage } from 'node:http'

/** The body of a request as text; `undefined` if it is longer than `limit` bytes. */
export const bodyOf = async (request: IncomingMessage, limit: number): Promise<string | undefined> => {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of request) {
    length += piece.length
    if (length > limit) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

/** Parsed JSON; `undefined` where the text is none. */
export const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
