import { cp, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StepFailed } from './failure.ts'

const root = join(import.meta.dirname, '..', '..')
/** What an app needs to be synthesized, and to be deployed by its own command. */
const parts = [
  'cli',
  'infra',
  'local',
  'functions',
  'lib',
  'services',
  'cdk.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
]

/** The name that our looks bear: the stand-in sites see at which of them the code has changed. */
export const agents = { before: 'Atalaya/1.0 ', after: 'Atalaya/1.0-changed ' } as const

const changes = [
  { file: 'functions/user-agent.ts', from: agents.before, to: agents.after },
  {
    file: 'infra/probe.ts',
    from: 'Looks at the services and decides what is an incident',
    to: 'Looks at the services, and decides what is an incident',
  },
] as const

const change = async (app: string, { file, from, to }: (typeof changes)[number]): Promise<void> => {
  const path = join(app, file)
  const text = await readFile(path, 'utf8')
  const [before, after, ...more] = text.split(from)
  if (before === undefined || after === undefined || more.length > 0)
    throw new StepFailed(
      `${file} does not say "${from}" once any more: choose another change for test:deploy`,
    )
  await writeFile(path, `${before}${to}${after}`)
}

/** Another version of this app in a folder of its own: other code in a function, other words in the template. */
export const changedApp = async (folder: string): Promise<string> => {
  const app = join(folder, 'changed')
  for (const part of parts) await cp(join(root, part), join(app, part), { recursive: true })
  await symlink(join(root, 'node_modules'), join(app, 'node_modules'))
  for (const one of changes) await change(app, one)
  return app
}
