import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeWhole } from './atomic.ts'

/**
 * The keys of links of a data directory, as the functions take them: a JSON array, newest first. Made at its first run,
 * readable by its owner only; links outlive a restart. The caller holds the directory.
 */
export const keepLinkKeys = async (data: string): Promise<string> => {
  const file = join(data, 'link-keys.json')
  const known = await readFile(file, 'utf8').catch(() => '')
  if (known.trim() !== '') return known
  const made = `${JSON.stringify([randomBytes(32).toString('base64url')])}\n`
  await writeWhole(file, made, 0o600)
  return made
}
