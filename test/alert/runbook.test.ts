import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { alertKinds, runbook } from '../../lib/alert/alert.ts'

const text = readFileSync('docs/runbook.md', 'utf8')
const sections = new Map(
  text
    .split(/^## /m)
    .slice(1)
    .map(part => {
      const [heading = '', ...rest] = part.split('\n')
      return [heading.toLowerCase().replaceAll(' ', '-'), rest.join('\n')]
    }),
)

describe('the runbook', () => {
  it.each(alertKinds)('explains %s', kind => {
    const section = sections.get(runbook[kind]) ?? ''
    for (const part of ['**For citizens.**', '**Look.**', '**Do.**']) expect(section).toContain(part)
  })

  it('explains every alarm that alerts raise', () => {
    for (const alarm of ['route-failing', 'alert-dropped', 'no-links'])
      expect(text).toMatch(new RegExp(`^\\| \`${alarm}\` \\|`, 'm'))
  })

  it('stands beside a page that lists every kind', () => {
    const page = readFileSync('docs/alerts.md', 'utf8')
    for (const kind of alertKinds) expect(page).toContain(`\`${kind}\``)
  })
})
