import { figuresOf, isOnTime } from './figures.ts'
import { BadUsage, type Options, readOptions, usage } from './options.ts'
import { play } from './play.ts'
import { tableOf } from './report.ts'
import { openStage } from './stage.ts'

const note = (text: string) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`)

const scale = async (options: Options): Promise<boolean> => {
  const stage = await openStage(options, note)
  try {
    const figures = figuresOf(await play(stage, options, note))
    process.stdout.write(options.json ? `${JSON.stringify(figures)}\n` : tableOf(figures))
    return isOnTime(figures.rounds)
  } finally {
    await stage.close()
  }
}

try {
  const options = readOptions(process.argv.slice(2))
  if (options === undefined) process.stdout.write(usage)
  else process.exitCode = (await scale(options)) ? 0 : 1
} catch (fault) {
  if (!(fault instanceof BadUsage)) throw fault
  process.stderr.write(`${fault.message}\n\n${usage}`)
  process.exitCode = 2
}
