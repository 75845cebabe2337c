import { rename, writeFile } from 'node:fs/promises'

/** Writes a file whole or not at all, whenever the process dies: a kill leaves the old one, or none. */
export const writeWhole = async (path: string, text: string | Buffer, mode = 0o644): Promise<void> => {
  const unfinished = `${path}.new`
  await writeFile(unfinished, text, { mode })
  await rename(unfinished, path)
}
