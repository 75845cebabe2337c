import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadService } from '../../cli/config.ts'
import { type Story, story } from '../../cli/story.ts'
import { standInCredentials } from '../../lib/adapters/x-credentials.ts'
import type { JournalLine } from '../../lib/ports.ts'
import type { ServiceFile } from '../../lib/service/service.ts'
import { type Run, run } from '../../local/run.ts'
import { portalMarker, type Sites, startSites } from '../../local/sites.ts'
import { type StandInX, startX } from '../../local/x.ts'

const target = (url: string) => ({ url, expect: { contains: [portalMarker] }, timeout: '1s', slow: '900ms' })

const service = (sede: string, control: string, over: Partial<ServiceFile>): ServiceFile => ({
  id: 'prueba',
  code: 'PR',
  name: { es: 'el Instituto' },
  official: true,
  components: [{ id: 'sede', name: { es: 'la Sede del Instituto' }, targets: [target(sede)] }],
  controls: [control],
  policy: {
    downRounds: 2,
    upRounds: 2,
    recheck: ['10ms'],
    reconcile: { after: '1s', again: '1s', lease: '12s' },
  },
  ...over,
})

/** Sites, an X and a service about them, for runs in this process or in others. */
export interface Stage {
  readonly folder: string
  readonly config: string
  readonly x: StandInX
  readonly sites: Sites
  readonly sede: ReturnType<Sites['add']>
  readonly control: ReturnType<Sites['add']>
  end(): Promise<void>
}

export const stage = async (over: Partial<ServiceFile> = {}): Promise<Stage> => {
  const folder = await mkdtemp(join(tmpdir(), 'atalaya-test-'))
  const sites = await startSites()
  const x = await startX({ credentials: standInCredentials })
  const sede = sites.add('sede')
  const control = sites.add('control')
  const config = join(folder, 'service.yaml')
  await writeFile(config, JSON.stringify(service(sede.url, control.url, over)))
  return {
    folder,
    config,
    x,
    sites,
    sede,
    control,
    end: async () => {
      await x.close()
      await sites.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The template of one data directory serves another, as long as the service is the same: synthesizing takes seconds. */
export const lendTemplate = async (from: string, to: string): Promise<void> => {
  await mkdir(to, { recursive: true })
  await copyFile(join(from, 'template.json'), join(to, 'template.json'))
}

export interface Play {
  readonly told: Story
  readonly lines: readonly JournalLine[]
  readonly started: Run
}

/** A run in this process, a round a second, posting to the stage's X. */
export const begin = async ({ config, x }: Stage, data: string): Promise<Play> => {
  const lines: JournalLine[] = []
  const told = story(line => lines.push(line))
  const started = await run({
    config,
    service: loadService(config, () => {}),
    data,
    port: 0,
    every: 1,
    x: { is: 'url', url: x.url },
    journal: told,
  })
  return { told, lines, started }
}

/** A post that begins, updates or ends what was told. */
export const sent =
  (says: 'begin' | 'update' | 'end') =>
  (line: JournalLine): boolean =>
    line.kind === 'post' && line.state === 'sent' && line.says === says
export const endsRound = (line: JournalLine): boolean => line.kind === 'round'
