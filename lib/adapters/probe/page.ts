import { challengeIn, challengeReach } from '../../check/challenge.ts'
import type { Target } from '../../service/service.ts'
import { charsetOfHead, charsetOfType, needlesFor, textOf } from './charset.ts'
import { titleSearch, unescapeHtml } from './title.ts'

/** Bytes of a page that are read at most. */
export const pageLimit = 512 * 1024

export interface Page {
  /** Takes the next bytes; `true` when no more are wanted. */
  take(chunk: Buffer): boolean
  /** What was found until now. */
  seen(): { readonly marker?: string; readonly title?: string; readonly challenge?: string }
}

/** Bytes in one piece, so that nothing is ever cut between two chunks. */
const growing = () => {
  let room = Buffer.allocUnsafe(64 * 1024)
  let length = 0
  return {
    add(chunk: Buffer) {
      const taken = chunk.subarray(0, pageLimit - length)
      if (length + taken.length > room.length) {
        const larger = Buffer.allocUnsafe(
          Math.min(pageLimit, Math.max(room.length * 2, length + taken.length)),
        )
        room.copy(larger, 0, 0, length)
        room = larger
      }
      taken.copy(room, length)
      length += taken.length
      return room.subarray(0, length)
    },
  }
}

/** Reads a page as bytes, as they come, for what its target expects. */
export const readPage = ({ contains, title }: Target['expect'], contentType?: string): Page => {
  const store = growing()
  const findTitle = titleSearch()
  let declared = charsetOfType(contentType)
  let bytes: Buffer = Buffer.alloc(0)
  let marker: string | undefined
  let titleBytes: Buffer | undefined

  const findMarker = (from: number) => {
    for (const needle of needlesFor(contains, declared))
      if (bytes.indexOf(needle.bytes, Math.max(0, from - needle.bytes.length + 1)) >= 0) return needle.marker
    return undefined
  }

  return {
    take(chunk) {
      const before = bytes.length
      bytes = store.add(chunk)
      if (before < 1024) declared ??= charsetOfHead(bytes)
      if (contains.length > 0) marker ??= findMarker(before)
      if (title !== undefined) titleBytes ??= findTitle(bytes)
      const met =
        (contains.length === 0 || marker !== undefined) && (title === undefined || titleBytes !== undefined)
      const expects = contains.length > 0 || title !== undefined
      return (expects && met) || bytes.length >= pageLimit
    },
    seen() {
      const challenge =
        marker === undefined ? challengeIn(bytes.toString('latin1', 0, challengeReach)) : undefined
      return {
        ...(marker === undefined ? {} : { marker }),
        ...(titleBytes === undefined ? {} : { title: unescapeHtml(textOf(titleBytes, declared)).trim() }),
        ...(challenge === undefined ? {} : { challenge }),
      }
    },
  }
}
