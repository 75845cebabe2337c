import { BadUsage, readOptions, usage } from './options.ts'
import { keep, lines, loadNow, NoPlace, told } from './report.ts'
import { subjects } from './subject.ts'

const say = (text: string) => process.stderr.write(`${text}\n`)

/** On a terminal one line that changes; elsewhere a line each. */
const note = (text: string) => process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${text}` : `  ${text}\n`)
const endNote = () => process.stderr.isTTY && process.stderr.write('\r\x1b[K')

const main = async (): Promise<void> => {
  const options = readOptions(process.argv.slice(2))
  if (!options) return void process.stdout.write(usage)
  for (const name of options.names) {
    const before = loadNow()
    const measure = await subjects[name].load()
    const tables = await measure({ rounds: options.rounds, note: text => note(`${name}: ${text}`) })
    const report = { name, tables, load: [before, loadNow()] as const }
    endNote()
    say(`\n${told(report)}`)
    if (options.json) for (const line of lines(report)) console.log(line)
    if (options.write) keep(report)
  }
}

try {
  await main()
} catch (fault) {
  const isUsage = fault instanceof BadUsage || (fault instanceof TypeError && 'code' in fault)
  if (!isUsage && !(fault instanceof NoPlace)) throw fault
  say(`${fault.message}${isUsage ? `\n\n${usage}` : ''}`)
  process.exitCode = 2
}
