import type { PageFacts } from '../../page/facts.ts'
import type { Making } from '../../page/site.ts'
import { once } from '../once.ts'
import { csv } from './csv.ts'
import { dictionary } from './dictionary.ts'
import { incidentColumns, incidentRows } from './incidents.ts'
import { licence } from './licence.ts'
import { uptimeColumns, uptimeRows } from './uptime.ts'

const making = (name: string, type: string, body: () => string): Making => {
  const path = `data/${name}`
  return { path, make: () => ({ path, type: `${type}; charset=utf-8`, body: body(), keep: 'page' }) }
}

const json = (facts: PageFacts, content: Readonly<Record<string, unknown>>): string => {
  const about = { service: facts.service.id, source: `${facts.base}/`, licence: licence.url }
  return `${JSON.stringify({ ...about, dictionary: `${facts.base}/data/README.md`, ...content })}\n`
}

/** Open data with its dictionary. Only finished days: today's figures would change with every look. */
export const openMakings = (facts: PageFacts): readonly Making[] => {
  const incidents = once(() => incidentRows(facts))
  const uptime = once(() => uptimeRows(facts))
  return [
    making('README.md', 'text/markdown', () => dictionary(facts)),
    making('incidents.csv', 'text/csv', () => csv(incidentColumns, incidents())),
    making('incidents.json', 'application/json', () => json(facts, { incidents: incidents() })),
    making('uptime.csv', 'text/csv', () => csv(uptimeColumns, uptime())),
    making('uptime.json', 'application/json', () => json(facts, { uptime: uptime() })),
  ]
}
