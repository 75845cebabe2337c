import { Statuspage } from 'statuspage.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { at } from '../page/site-facts.ts'
import { dataFiles } from './files-of.ts'
import { busy } from './scenes.ts'
import { startShelf } from './shelf.ts'

interface Axios {
  readonly defaults: { baseURL: string }
}

/** The client as it is, pointed at another address than statuspage.io's. */
const clientOf = (url: string): Statuspage => {
  const client = new Statuspage('seguridad-social')
  const { axios } = client as unknown as { axios: Axios }
  axios.defaults.baseURL = `${url}/api/v2`
  return client
}

describe('a client made for Statuspage', () => {
  let shelf: Awaited<ReturnType<typeof startShelf>>
  let client: Statuspage

  beforeAll(async () => {
    shelf = await startShelf(dataFiles(busy()))
    client = clientOf(shelf.url)
  })
  afterAll(() => shelf.close())

  it('reads what fails in the whole', async () => {
    const { page, status } = await client.status()
    expect(page).toMatchObject({ id: 'seguridad-social', url: 'https://estado.example.org/' })
    expect(page.updated_at).toEqual(new Date(at('10:50')))
    expect(status.indicator).toBe('major')
    expect(status.description).toMatch(/^La Sede Electrónica.* no funciona desde las 9:40$/)
  })

  it('reads the summary with what is open and planned', async () => {
    const summary = await client.summary()
    expect(summary.incidents?.map(({ id }) => id)).toEqual(['SS-0042', 'SS-0045'])
    expect(summary.scheduled_maintenances?.map(({ id }) => id)).toEqual(['SS-0043'])
    expect(summary.components).toHaveLength(8)
  })

  it('reads each component in its own words', async () => {
    const { components } = await client.components()
    const statuses = Object.fromEntries(components.map(({ id, status }) => [id, status]))
    expect(statuses).toMatchObject({
      web: 'operational',
      sede: 'major_outage',
      oficinas: 'degraded_performance',
    })
  })

  it('reads incidents with their updates, newest first', async () => {
    const { incidents } = await client.allIncidents()
    expect(incidents.map(({ id, status, impact }) => [id, status, impact])).toEqual([
      ['SS-0042', 'investigating', 'major'],
      ['SS-0045', 'investigating', 'minor'],
      ['SS-0041', 'resolved', 'none'],
      ['SS-0040', 'resolved', 'major'],
    ])
    const [first] = incidents
    expect(first?.created_at).toEqual(new Date(at('09:43')))
    expect(first?.shortlink).toBe('https://estado.example.org/incidents/SS-0042/')
    expect(first?.incident_updates.map(({ id }) => id)).toEqual(['SS-0042-2', 'SS-0042-1'])
    expect(first?.incident_updates[0]?.body).toContain('Puedes llamar por teléfono.')
  })

  it('reads only what is not over among the unresolved', async () => {
    const { incidents } = await client.unresolvedIncidents()
    expect(incidents.map(({ id }) => id)).toEqual(['SS-0042', 'SS-0045'])
  })

  it('reads maintenance by where it stands', async () => {
    const all = await client.allScheduledMaintenances()
    expect(all.scheduled_maintenances[0]).toMatchObject({
      id: 'SS-0043',
      status: 'scheduled',
      impact: 'maintenance',
      scheduled_for: new Date(at('08:00', '2026-11-23')),
      scheduled_until: new Date(at('10:00', '2026-11-23')),
    })
    expect((await client.upcomingScheduledMaintenances()).scheduled_maintenances).toHaveLength(1)
    expect((await client.activeScheduledMaintenances()).scheduled_maintenances).toEqual([])
  })
})
