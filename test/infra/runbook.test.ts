import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { all, named, root, stackOf } from './synthesized.ts'

const template = stackOf()
const runbook = readFileSync(join(root, 'docs', 'runbook.md'), 'utf8')
const commands = [...runbook.matchAll(/^```\n([\s\S]*?)^```$/gm)].map(([, block]) => block).join('\n')
const table = runbook.slice(runbook.indexOf('### Which alarm sees what'), runbook.indexOf('\n## '))
/** What `resource NAME TYPE` finds: names are the beginnings of logical ids. */
const found = (name: string, type: string): string[] =>
  all(template, type)
    .map(({ id }) => named({ Ref: id }))
    .filter(id => id.startsWith(name))

describe("the runbook's commands", () => {
  const asked = [...commands.matchAll(/\$\(resource ([A-Z]\w+) (AWS::[\w:]+)\)/g)].map(
    ([, name, type]) => [name, type] as const,
  )
  const logs = [
    ...runbook.matchAll(/said (Probe|XPublish|Alert|Operate|[A-Z][a-z]\w*) (?:alarm|fault|check|doubt)/g),
  ]

  it('name one resource of the stack each', () => {
    expect(asked.length).toBeGreaterThan(5)
    for (const [name = '', type = ''] of asked)
      expect({ name, found: found(name, type) }).toEqual({ name, found: [name] })
  })

  it('read the log of a function that there is', () => {
    const names = new Set(logs.map(([, name]) => `${name}Logs`))
    expect(names.size).toBeGreaterThan(2)
    for (const name of names) expect(found(name, 'AWS::Logs::LogGroup')).toEqual([name])
  })
})

describe('the table of what each alarm sees', () => {
  const alarms = all(template, 'AWS::CloudWatch::Alarm').map(one => named({ Ref: one.id }))

  it.each(alarms)('has a fault for %s', alarm => {
    expect(table).toContain(`\`${alarm}\``)
  })

  it('names no alarm that there is not', () => {
    const listed = [...table.matchAll(/`([A-Z]\w+)`/g)].map(([, name]) => name)
    expect([...new Set(listed)].sort()).toEqual(alarms.sort())
  })
})
