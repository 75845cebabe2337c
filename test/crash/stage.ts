import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { standInCredentials } from '../../lib/adapters/x-credentials.ts'
import { startSites } from '../../local/sites.ts'
import { startX } from '../../local/x.ts'
import type { Random } from '../simulation/random.ts'
import { seededFates } from './fates.ts'
import { type Passage, startFront } from './front.ts'
import { crashService } from './service.ts'
import { seededWeather } from './weather.ts'

/**
 * The protocol's first assumption, with the short clocks: a post shows before its second look, 3.5 s after it landed
 * at the earliest, or X refuses the same text. Half of the seeds have the one, half the other.
 */
const shortLag = 3_000
const longLag = 9_000

/** Everything around the run: sites, an X with a way to it that the seed decides, and a folder. */
export const startStage = async (random: Random) => {
  const folder = await mkdtemp(join(tmpdir(), 'atalaya-crash-'))
  const sites = await startSites()
  const refuses = random.chance(0.5)
  const x = await startX({ credentials: standInCredentials, ...(refuses ? {} : { duplicates: 0 }) })
  const fates = seededFates(random, refuses ? longLag : shortLag)
  const waiting = new Map<Passage, () => void>()
  const front = await startFront({
    x,
    fate: fates.next,
    passes: passage => {
      const then = waiting.get(passage)
      waiting.delete(passage)
      then?.()
    },
  })
  const stands = { web: sites.add('web'), sede: sites.add('sede'), cita: sites.add('cita') }
  const control = sites.add('control')
  const config = join(folder, 'service.yaml')
  const urls = { web: stands.web.url, sede: stands.sede.url, cita: stands.cita.url }
  await writeFile(config, JSON.stringify(crashService(urls, control.url)))
  const data = join(folder, 'data')
  return {
    x,
    fates,
    data,
    refuses,
    weather: seededWeather(random, stands, control),
    args: ['--config', config, '--data', data, '--port', '0', '--every', '1', '--x-url', front.url],
    /** Calls back at the next post that passes there. Returns what takes that back. */
    passes: (passage: Passage, then: () => void) => {
      waiting.set(passage, then)
      return () => void waiting.delete(passage)
    },
    end: async () => {
      await Promise.all([front.close(), x.close(), sites.close()])
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
