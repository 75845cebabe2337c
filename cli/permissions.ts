import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Grant, type Holder, holdersOf } from '../infra/grants.ts'
import { type Synthesized, synthesize, type Template } from '../infra/template.ts'
import { defaultConfig } from './config.ts'
import { takingNothing } from './usage.ts'

const target = new URL('../docs/permissions.md', import.meta.url)

const intro = `# Permissions

What each role of the stack may do, and on what; \`npm run permissions\` writes this page from the synthesized policies, and a test compares them. There is no other role, no managed policy and no user.

Nothing here deletes, updates in place or scans. No action is \`*\`, and no resource, but for the files of the page, which have no names beforehand, and with \`traces\` for X-Ray, which has no resources. What IAM cannot say: a record and a channel's ledger are items of one table under one partition key (\`service#<id>\`), and IAM tells items apart by partition key alone, so that the probe writes no ledger is held by the code and its tests, not by its role.
`

const code = (texts: readonly string[]) => texts.map(text => `\`${text}\``).join(', ')

const row = ({ actions, on, only }: Grant): string =>
  `| ${code(actions)} | ${code(on)}${only === undefined ? '' : `, only if \`${only}\``} |`

const section = ({ name, taker, grants }: Holder): string =>
  [`### ${name}`, '', `For \`${taker}\`.`, '', '| may | on |', '|---|---|', ...grants.map(row), ''].join('\n')

const isSchedule = ({ taker }: Holder): boolean => taker === 'scheduler.amazonaws.com'

/** What the holders of `all` may do beyond those of `known`. */
const beyond = (all: readonly Holder[], known: readonly Holder[]): readonly Holder[] =>
  all.map(one => {
    const before = known.find(({ name }) => name === one.name)?.grants.map(row) ?? []
    return { ...one, grants: one.grants.filter(grant => !before.includes(row(grant))) }
  })

/** The stack as it is by default, the one with a key of its own, and the one that asks other regions, with those of them. */
export interface Stacks {
  readonly plain: Template
  readonly withOwnKeys: Template
  readonly withVantages: Pick<Synthesized, 'template' | 'vantages'>
}

/** Those of the example that ships: whichever they are, their stacks differ in nothing else. */
const regions = ['eu-central-1', 'eu-west-1']

const vantagesIntro = `With \`vantages: [${regions.join(', ')}]\` in a service file. Each region has a stack of its own.
`

const ofRegion = ({ region, template }: Synthesized['vantages'][number]): readonly string[] =>
  holdersOf(template).map(one => section({ ...one, name: `${one.name}, in \`${region}\`` }))

/** The text of docs/permissions.md. */
export const permissionsPage = ({ plain, withOwnKeys, withVantages }: Stacks): string => {
  const holders = holdersOf(plain)
  const more = (template: Template) =>
    beyond(holdersOf(template), holders)
      .filter(({ grants }) => grants.length > 0)
      .map(section)
  return [
    intro,
    '## Functions\n',
    ...holders.filter(one => !isSchedule(one)).map(section),
    '## Schedules\n',
    ...holders.filter(isSchedule).map(section),
    '## Beyond that, with `ownKeys`\n',
    ...more(withOwnKeys),
    '## Beyond that, with `vantages`\n',
    vantagesIntro,
    ...more(withVantages.template),
    ...withVantages.vantages.flatMap(ofRegion),
  ].join('\n')
}

/** Of services that name other regions as well. */
const synthesizedWithVantages = (services: Synthesized['services']): Synthesized => {
  const folder = mkdtempSync(join(tmpdir(), 'atalaya-permissions-'))
  try {
    const config = services.map(one => {
      const path = join(folder, `${one.id}.yaml`)
      writeFileSync(path, JSON.stringify({ ...one, vantages: regions }))
      return path
    })
    return synthesize({ config })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Of the shipped service. */
export const stacks = (): Stacks => {
  const config = [defaultConfig]
  const { template: plain, services } = synthesize({ config })
  const { template: withOwnKeys } = synthesize({ config, context: { ownKeys: true } })
  return { plain, withOwnKeys, withVantages: synthesizedWithVantages(services) }
}

const help = `Writes docs/permissions.md anew, what each role of the stack may do: after a change of a role.

  npm run permissions

  --help   this text
`

if (import.meta.main)
  process.exitCode = takingNothing(process.argv.slice(2), help, () => {
    writeFileSync(target, permissionsPage(stacks()))
    process.stdout.write(`${fileURLToPath(target)}\n`)
  })
