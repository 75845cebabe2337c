import { createHash } from 'node:crypto'
import type { PageFile } from '../page/file.ts'
import type { Shelf } from '../ports.ts'

export interface MemoryShelf extends Shelf {
  /** What lies there, by path. */
  readonly files: ReadonlyMap<string, PageFile>
}

const markOf = (body: string): string => createHash('md5').update(body).digest('hex')

/** A shelf that lives in this process. */
export const memoryShelf = (): MemoryShelf => {
  const files = new Map<string, PageFile>()
  const markAt = (path: string) => {
    const known = files.get(path)
    return known && markOf(known.body)
  }
  return {
    files,
    markOf,
    marks: async prefix =>
      new Map(
        [...files]
          .filter(([path]) => path.startsWith(prefix))
          .map(([path, { body }]) => [path, markOf(body)] as const),
      ),
    put: async (file, over) => {
      if (markAt(file.path) !== over) return 'conflict'
      files.set(file.path, file)
      return 'written'
    },
  }
}
