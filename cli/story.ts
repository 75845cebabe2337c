import type { Journal, JournalLine } from '../lib/ports.ts'

/** The story did not go as it should have; the message says where. */
export class StoryBroken extends Error {
  override readonly name = 'StoryBroken'
}

/** A journal that can be waited on. */
export interface Story extends Journal {
  /** The first line from now on that `wanted` takes. Throws StoryBroken after `within` milliseconds. */
  next(what: string, wanted: (line: JournalLine) => boolean, within: number): Promise<JournalLine>
}

export const story = (pass: (line: JournalLine) => void): Story => {
  const waiting = new Set<(line: JournalLine) => void>()
  return {
    say: line => {
      pass(line)
      for (const hear of [...waiting]) hear(line)
    },
    next: (what, wanted, within) =>
      new Promise((resolve, reject) => {
        const hear = (line: JournalLine) => {
          if (!wanted(line)) return
          stop()
          resolve(line)
        }
        const timer = setTimeout(() => {
          stop()
          reject(new StoryBroken(`${what}: it did not happen within ${within / 1_000} s`))
        }, within)
        const stop = () => {
          clearTimeout(timer)
          waiting.delete(hear)
        }
        waiting.add(hear)
      }),
  }
}
