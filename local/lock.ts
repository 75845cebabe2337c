import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { ClassicLevel } from 'classic-level'
import { RunRefused } from './failure.ts'

const isLocked = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && error.code === 'LEVEL_LOCKED') || (error.cause !== undefined && isLocked(error.cause)))

/** A data directory that only this process uses until `release`. */
export interface Held {
  release(): Promise<void>
}

/**
 * Makes the data directory if need be, and holds it. Throws RunRefused if another run holds it.
 * The lock is LevelDB's own on a file inside: the kernel lets go of it however the process dies,
 * so that no kill -9 leaves a stale one, as a file with a process id in it would.
 * dynalite cannot serve as the lock: on a locked database it throws where nobody can catch.
 */
export const hold = async (data: string): Promise<Held> => {
  await mkdir(data, { recursive: true, mode: 0o700 })
  const lock = new ClassicLevel(join(data, 'lock'))
  try {
    await lock.open()
  } catch (error) {
    if (!isLocked(error)) throw error
    throw new RunRefused(
      `another run uses ${resolve(data)}: stop it first, or choose another directory with --data`,
    )
  }
  return { release: () => lock.close() }
}
