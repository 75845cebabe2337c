import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Grant, type Holder, holdersOf } from '../infra/grants.ts'
import { synthesize, type Template } from '../infra/template.ts'
import { defaultConfig } from './config.ts'

const target = new URL('../docs/permissions.md', import.meta.url)

const intro = `# Permissions

What each role of the stack may do, and on what; \`npm run permissions\` writes this page from the synthesized policies, and a test compares them. There is no other role, no managed policy and no user.

Nothing here deletes, updates in place or scans. No action and no resource is \`*\`. What IAM cannot say: a record and a channel's ledger are items of one table under one partition key (\`service#<id>\`), and IAM tells items apart by partition key alone, so that the probe writes no ledger is held by the code and its tests, not by its role.
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

/** The text of docs/permissions.md, of the stack as it is by default and of the one with a key of its own. */
export const permissionsPage = (template: Template, withOwnKeys: Template): string => {
  const holders = holdersOf(template)
  const more = beyond(holdersOf(withOwnKeys), holders).filter(({ grants }) => grants.length > 0)
  return [
    intro,
    '## Functions\n',
    ...holders.filter(one => !isSchedule(one)).map(section),
    '## Schedules\n',
    ...holders.filter(isSchedule).map(section),
    '## Beyond that, with `ownKeys`\n',
    ...more.map(section),
  ].join('\n')
}

/** Of the shipped service. */
export const currentPage = (): string => {
  const made = (context: Readonly<Record<string, unknown>>) =>
    synthesize({ config: [defaultConfig], context }).template
  return permissionsPage(made({}), made({ ownKeys: true }))
}

if (import.meta.main) {
  writeFileSync(target, currentPage())
  process.stdout.write(`${fileURLToPath(target)}\n`)
}
