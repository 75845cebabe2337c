import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { localOperator } from '../../cli/operator.ts'
import type { ServiceRecord } from '../../lib/incident/record.ts'
import type { ServiceFile } from '../../lib/service/service.ts'
import { portalMarker } from '../../local/sites.ts'
import { begin, type Play, type Stage, stage } from '../local/stage.ts'

const file = (sede: string, control: string, x: NonNullable<ServiceFile['channels']>['x']): ServiceFile => ({
  id: 'prueba',
  code: 'PR',
  name: { es: 'el Instituto' },
  official: true,
  components: [
    {
      id: 'sede',
      name: { es: 'la Sede del Instituto' },
      targets: [{ url: sede, expect: { contains: [portalMarker] }, timeout: '1s', slow: '900ms' }],
    },
    { id: 'oficinas', name: { es: 'las oficinas del Instituto' }, declared: true },
  ],
  controls: [control],
  policy: {
    downRounds: 2,
    upRounds: 2,
    recheck: ['10ms'],
    reconcile: { after: '1s', again: '1s', lease: '12s' },
  },
  channels: { x },
})

export interface Watch extends Play {
  readonly on: Stage
  readonly url: string
  /** A link that opens a session, as `atalaya console` gives it. */
  entry(): Promise<string>
  end(): Promise<void>
}

/** A whole run with a declared component beside the probed one, a round a second. */
export const watch = async (x: NonNullable<ServiceFile['channels']>['x']): Promise<Watch> => {
  const on = await stage()
  await writeFile(on.config, JSON.stringify(file(on.sede.url, on.control.url, x)))
  const data = join(on.folder, 'run')
  const play = await begin(on, data).catch(async error => {
    await on.end()
    throw error
  })
  const operator = localOperator(play.started.url, data)
  return {
    ...play,
    on,
    url: play.started.url,
    entry: async () => {
      const answer = await operator({ command: 'console', request: 'r', by: 'ana' })
      return answer.is === 'entry' ? answer.url : answer.is
    },
    end: async () => {
      await play.started.close()
      await on.end()
    },
  }
}

/** The record as the run tells it. */
export const statusIn = async ({ url }: Watch): Promise<ServiceRecord> => {
  const { record } = (await (await fetch(`${url}/api/status`)).json()) as { record: ServiceRecord }
  return record
}
