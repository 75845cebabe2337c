import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { chmod, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeWhole } from './atomic.ts'

/** The operators' token of a data directory: whoever can read the file may speak for an operator. */
export const tokenFile = (data: string): string => join(data, 'token')

/** Reads the token, or `undefined` if no run has made one there. */
export const readToken = async (data: string): Promise<string | undefined> => {
  const text = await readFile(tokenFile(data), 'utf8').catch(() => '')
  return text.trim() || undefined
}

/** The data directory's token, made at its first run, readable by its owner only. The caller holds the directory. */
export const keepToken = async (data: string): Promise<string> => {
  const known = await readToken(data)
  if (known) {
    await chmod(tokenFile(data), 0o600)
    return known
  }
  const token = randomBytes(32).toString('base64url')
  await writeWhole(tokenFile(data), `${token}\n`, 0o600)
  return token
}

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Compares in a time that tells nothing of where two tokens differ. */
export const sameToken = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other))
