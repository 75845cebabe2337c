import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { accountOn, type LogEvent } from './account.ts'
import type { Emulator } from './emulator.ts'
import type { Scene } from './scene.ts'

const functionLogs = ['ProbeLogs', 'XPublishLogs', 'AlertLogs', 'OperateLogs'] as const

const minute = 60_000

/** When a function was started, epoch milliseconds. */
export const startsIn = (events: readonly LogEvent[]): readonly number[] =>
  events.filter(({ message }) => message.startsWith('START')).map(({ timestamp }) => timestamp)

/** What tells of a failure, a missing permission, or an alert that did not go out. */
const bad = /"kind":"(?:fault|alarm)"|"failed":|AccessDenied|Task timed out|ERROR/

/** What the functions themselves wrote. */
export const logsAreClean = async ({ account, findings }: Scene): Promise<void> => {
  const rounds = startsIn(await account.log('ProbeLogs'))
  const apart = rounds.slice(1).map((at, index) => at - (rounds[index] ?? 0))
  const areMinutes = apart.every(one => one > 0.9 * minute && one < 2 * minute)
  findings.see('rounds come by the minute', apart.length > 1 && areMinutes, apart)
  const logs = await Promise.all(functionLogs.map(account.log))
  const faults = logs.flat().filter(({ message }) => bad.test(message))
  findings.see('no function failed, and none lacked a permission', faults.length === 0, faults.slice(0, 5))
}

/** What the emulator and the functions wrote, into the folder. */
export const keepLogs = async (emulator: Emulator, folder: string): Promise<void> => {
  await writeFile(join(folder, 'emulator.log'), emulator.words())
  const { log } = accountOn(emulator)
  for (const name of functionLogs) {
    // Before the first deployment there are none.
    const events = await log(name).catch(() => [])
    await writeFile(
      join(folder, `${name}.log`),
      events.map(({ message }) => `${message.trimEnd()}\n`).join(''),
    )
  }
}
