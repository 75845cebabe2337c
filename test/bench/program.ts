import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** A yardstick that is somebody else's program. */
export interface Program {
  /** Milliseconds of a processor since it began, in steps of ten; as Linux tells it. */
  cpu(): number
  /** The most memory that it had, MB. */
  peak(): number
  close(): Promise<void>
}

export class NotUp extends Error {
  override readonly name = 'NotUp'
}

const attempts = 100
/** Ticks of a processor in a second; the same on every Linux that Node runs on. */
const ticks = 100

const answers = async (url: string, child: ChildProcess): Promise<void> => {
  for (let n = 0; n < attempts && child.exitCode === null; n++) {
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return
    await sleep(100)
  }
  throw new NotUp(`${child.spawnfile} does not answer at ${url}`)
}

/** Starts it and waits until it answers. Throws NotUp if it does not within ten seconds. */
export const startProgram = async (path: string, args: readonly string[], url: string): Promise<Program> => {
  const child = spawn(path, args, { stdio: 'ignore' })
  const gone = once(child, 'exit')
  const close = async () => {
    child.kill('SIGKILL')
    await gone
  }
  try {
    await answers(url, child)
  } catch (fault) {
    await close()
    throw fault
  }
  const read = (file: string) => readFileSync(`/proc/${child.pid}/${file}`, 'utf8')
  return {
    cpu: () => {
      const fields = read('stat')
        .replace(/^.*\) /s, '')
        .split(' ')
      return ((Number(fields[11]) + Number(fields[12])) / ticks) * 1_000
    },
    peak: () => Number(/^VmHWM:\s+(\d+)/m.exec(read('status'))?.[1] ?? 0) / 1_000,
    close,
  }
}
