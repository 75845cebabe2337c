import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endSignal } from '../../cli/signals.ts'
import { StepFailed, Unavailable } from './failure.ts'
import { lintTemplate } from './lint.ts'
import { BadUsage, type Options, readOptions, usage } from './options.ts'
import { installPackages } from './python.ts'
import { rehearse } from './rehearsal.ts'

/** Milliseconds that all of it may take. */
const patience = 8 * 60_000

const started = performance.now()
const say = (text: string) => {
  const seconds = Math.round((performance.now() - started) / 1_000)
  process.stderr.write(`${String(seconds).padStart(4)} s  ${text}\n`)
}

const all = async ({ lint }: Options, folder: string, signal: AbortSignal): Promise<number> => {
  say('Python, and its packages into a folder of their own')
  const bin = await installPackages(folder, signal)
  say('cfn-lint over the synthesized template')
  await lintTemplate(bin, folder, signal)
  if (lint) {
    say('cfn-lint finds nothing')
    return 0
  }
  const { wrong, seen } = await rehearse({ bin, folder, say, signal })
  for (const one of wrong) say(`wrong: ${one}`)
  say(
    wrong.length === 0
      ? `it really deploys: ${seen} things seen, all as they must be`
      : `${wrong.length} of ${seen} things are wrong`,
  )
  return wrong.length === 0 ? 0 : 1
}

/** What ended it, for people. */
const ended = (fault: unknown, { optional }: Options, asked: AbortSignal, late: AbortSignal): number => {
  if (asked.aborted) {
    say('interrupted; everything that was started has ended')
    return 130
  }
  if (late.aborted) {
    say(`not done within ${patience / 60_000} minutes`)
    return 1
  }
  if (fault instanceof Unavailable) {
    say(optional ? `skipped: ${fault.message}` : `${fault.message}\n(--optional takes that for no failure)`)
    return optional ? 0 : 1
  }
  if (!(fault instanceof StepFailed)) throw fault
  say(fault.message)
  return 1
}

const main = async (options: Options): Promise<number> => {
  const asked = endSignal()
  const late = AbortSignal.timeout(patience)
  const folder = await mkdtemp(join(tmpdir(), 'atalaya-deploy-'))
  try {
    return await all(options, folder, AbortSignal.any([asked, late]))
  } catch (fault) {
    return ended(fault, options, asked, late)
  } finally {
    if (options.keep) say(`kept: ${folder}`)
    else await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

try {
  const options = readOptions(process.argv.slice(2))
  if (options) process.exit(await main(options))
  process.stdout.write(usage)
} catch (fault) {
  if (!(fault instanceof BadUsage)) throw fault
  process.stderr.write(`${fault.message}\n\n${usage}`)
  process.exitCode = 2
}
