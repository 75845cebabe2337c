import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { standInCredentials } from '../../lib/adapters/x-credentials.ts'
import { startSites } from '../../local/sites.ts'
import { startX } from '../../local/x.ts'
import { rehearsalService } from './service.ts'

/** What is watched and where it is told: stand-in sites, a stand-in X, and the service file that names the sites. */
export const startStage = async (folder: string) => {
  const sites = await startSites()
  const x = await startX({ credentials: standInCredentials })
  const [web, sede, control] = [sites.add('web'), sites.add('sede'), sites.add('control')]
  const config = join(folder, 'service.yaml')
  const places = { web: web.url, sede: sede.url, control: control.url }
  // JSON is YAML.
  await writeFile(config, JSON.stringify(rehearsalService(places), undefined, 2))
  return {
    x,
    sede,
    config,
    /** What the looks at the healthy site said of themselves, newest last. */
    agents: () => web.visits.map(({ headers }) => headers['user-agent'] ?? ''),
    close: async () => {
      await Promise.all([x.close(), sites.close()])
    },
  }
}
export type Stage = Awaited<ReturnType<typeof startStage>>
