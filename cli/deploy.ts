import { BadConfig } from '../infra/bad-config.ts'
import { usageExit } from './config.ts'
import { deploy } from './deploy/deploy.ts'
import { type DeployOptions, deployHelp, deployOptions } from './deploy/options.ts'
import { keyboardOf } from './keyboard.ts'
import { endSignal } from './signals.ts'
import { failed } from './usage.ts'

const write = (text: string) => void process.stderr.write(text)
const pace = { every: 5_000, patience: 180_000 }

/** cdk writes to us, and not to the terminal: it keeps its colours, where there is one. */
const coloured = () => ({
  ...(process.stderr.isTTY && !process.env['NO_COLOR'] && { FORCE_COLOR: '1' }),
  ...process.env,
})

/** What goes on in AWS without us, once it has begun. */
const goesOn = (stack: string, region: string): string =>
  `CloudFormation goes on by itself with what has begun. How it goes:
  aws cloudformation describe-stack-events --stack-name ${stack} --region ${region} --max-items 10
`

const run = async (options: DeployOptions): Promise<number> => {
  const signal = endSignal()
  const keyboard = keyboardOf(process.stdin, write)
  let left = ''
  const begun = (stack: string, region: string) => {
    left = goesOn(stack, region)
  }
  try {
    const end = await deploy(options, {
      root: process.cwd(),
      env: coloured(),
      keyboard,
      write,
      pace,
      signal,
      begun,
    })
    process.stdout.write(`${end}\n`)
    return 0
  } catch (fault) {
    if (signal.aborted) {
      write(`Interrupted.\n${left}`)
      return 130
    }
    if (!(fault instanceof BadConfig)) return failed(fault)
    write(`${fault.message}\n`)
    return usageExit
  } finally {
    keyboard.close()
  }
}

const main = async (): Promise<number> => {
  const options = deployOptions(process.argv.slice(2), process.stdin.isTTY === true)
  if (options !== 'help') return run(options)
  process.stdout.write(deployHelp)
  return 0
}

process.exitCode = await main().catch(failed)
