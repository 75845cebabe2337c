#!/usr/bin/env node
import { atalayaHelp, atalayaOptions } from './atalaya-options.ts'
import { checkConfig } from './check-config.ts'
import type { OrderAnswer } from './operator.ts'
import { statusWords } from './status-words.ts'
import { failed } from './usage.ts'

const out = (text: string) => void process.stdout.write(text)
const err = (text: string) => void process.stderr.write(text)

const exitCodes = { done: 0, status: 0, refused: 3, invalid: 2 } as const

const tell = (answer: OrderAnswer) => {
  switch (answer.is) {
    case 'done':
      return out(`${answer.text}\n`)
    case 'status':
      return out(statusWords(answer.services))
    case 'refused':
      return err(`refused: ${answer.why}\n`)
    case 'invalid':
      return err(`${answer.why}\n`)
    default:
      return answer satisfies never
  }
}

const main = async (args: readonly string[]): Promise<number> => {
  if (args[0] === 'check-config') return checkConfig(args.slice(1), { out, err })
  const asked = atalayaOptions(args)
  if (asked === 'help') {
    out(atalayaHelp)
    return 0
  }
  const answer = await asked.operator(asked.order)
  if (asked.json) out(`${JSON.stringify(answer)}\n`)
  else tell(answer)
  return exitCodes[answer.is]
}

process.exitCode = await main(process.argv.slice(2)).catch(failed)
