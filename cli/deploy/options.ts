import { flags, httpAddress, UsageError } from '../usage.ts'

export const deployHelp = `Deploys Atalaya to your account of AWS, in seven steps: settings, bootstrap, synth, diff, yes or no, deploy, smoke.

  npm run deploy -- [options]

  -c KEY=VALUE      a setting, as docs/deploy.md lists them; again for another
  --dry-run         ends after the diff
  --yes             deploys without asking; needed where there is no terminal
  --bootstrap       prepares account and region for CDK where they are not
  --replace-state   even if a table, a secret or another thing that keeps something goes
  --url URL         where the API is reached          (default: OperateUrl of the stack)
  --help            this text

  npm run deploy -- -c alarmEmail=guardia@example.org
  npm run deploy -- -c stage=ensayo -c region=eu-west-1 --dry-run
  npm run deploy -- --bootstrap --yes

Credentials and region are found where the AWS CLI finds them.
Ends 0 once it is deployed and has looked, 1 if it could not, 2 if a setting or a flag is wrong, 130 after Ctrl-C.
`

const options = {
  context: { type: 'string', short: 'c', multiple: true },
  'dry-run': { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  bootstrap: { type: 'boolean', default: false },
  'replace-state': { type: 'boolean', default: false },
  url: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const

export interface DeployOptions {
  /** As they were typed, in order. */
  readonly context: readonly (readonly [key: string, value: string])[]
  readonly dryRun: boolean
  readonly yes: boolean
  readonly bootstrap: boolean
  readonly replaceState: boolean
  readonly url: string | undefined
}

const pairOf = (text: string): readonly [string, string] => {
  const [, key, value] = /^([^=\s]+)=(.*)$/s.exec(text) ?? []
  if (key !== undefined && value !== undefined) return [key, value]
  throw new UsageError(`-c takes KEY=VALUE, such as -c stage=ensayo, not "${text}"`)
}

/** What was asked for; `help` if that. `isTerminal`: somebody can be asked. Throws UsageError. */
export const deployOptions = (args: readonly string[], isTerminal: boolean): DeployOptions | 'help' => {
  const { values, positionals } = flags(args, options)
  if (values.help) return 'help'
  if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" is no option`)
  if (!values.yes && !values['dry-run'] && !isTerminal)
    throw new UsageError('there is no terminal to ask at: --yes deploys without asking, --dry-run only shows')
  return {
    context: (values.context ?? []).map(pairOf),
    dryRun: values['dry-run'],
    yes: values.yes,
    bootstrap: values.bootstrap,
    replaceState: values['replace-state'],
    url: values.url === undefined ? undefined : httpAddress('--url', values.url),
  }
}
