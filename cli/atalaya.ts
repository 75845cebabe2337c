#!/usr/bin/env node
import type { Answer } from './answer.ts'
import { answerWords } from './answer-words.ts'
import { type Asked, asked } from './asked.ts'
import { checkConfig } from './check-config.ts'
import { usageExit } from './config.ts'
import { allHelp, verbHelp } from './help.ts'
import { operatorAt } from './place.ts'
import { isReaderGone } from './reader-gone.ts'
import { failedWith } from './usage.ts'
import { exportAll } from './verbs/export-all.ts'
import { importAll } from './verbs/import-all.ts'
import { verbs } from './verbs.ts'
import { verify } from './verify.ts'

const out = (text: string) => void process.stdout.write(text)
const err = (text: string) => void process.stderr.write(text)
const note = (text: string) => err(`${text}\n`)

const exitCode = ({ is }: Answer): number => {
  if (is === 'refused') return 3
  return is === 'invalid' ? usageExit : 0
}

const tell = (answer: Answer, json: boolean) => {
  const isNo = answer.is === 'refused' || answer.is === 'invalid'
  if (json) out(`${JSON.stringify(answer)}\n`)
  const people = json || isNo ? err : out
  people(`${answerWords(answer)}\n`)
}

const say = async (wanted: Extract<Asked, { is: 'order' }>): Promise<number> => {
  const { verb, typed, order, place, json } = wanted
  const operator = operatorAt(place, process.env, note)
  const answer = verb.say ? await verb.say(operator, order, note, typed) : await operator(order)
  tell(answer, json)
  return exitCode(answer)
}

const main = async (args: readonly string[]): Promise<number> => {
  const [first = ''] = args
  if (first === 'check-config') return checkConfig(args.slice(1), { out, err })
  if (first === 'verify') return verify(args.slice(1), { out, err })
  if (first === 'export-all')
    return exportAll(args.slice(1), { out, err, lines: process.stdout }, process.env)
  if (first === 'import-all') return importAll(args.slice(1), { out, err }, process.env)
  if (['--help', '-h', 'help'].includes(first) && args.length === 1) {
    out(allHelp())
    return 0
  }
  const wanted = asked(first === 'help' ? [...args.slice(1), '--help'] : args, verbs)
  if (wanted.is === 'order') return say(wanted)
  out(verbHelp(wanted.verb))
  return 0
}

// `posts | head` takes what it wants; the rest goes nowhere, and the command comes to its own end.
process.stdout.on('error', fault => {
  if (!isReaderGone(fault)) throw fault
})
const args = process.argv.slice(2)
process.exitCode = await main(args).catch(error => failedWith(error, args.includes('--json')))
