import { readFileSync } from 'node:fs'
import { undiciProber } from '../../../lib/adapters/undici-prober.ts'
import type { Prober } from '../../../lib/ports.ts'
import { type Child, startChild } from '../../scale/child.ts'
import type { Places } from './sites-process.ts'

export const caFile = new URL('../../adapters/certificates/root.pem', import.meta.url)
export const ca = readFileSync(caFile, 'utf8')

export const startPlaces = async (): Promise<{ readonly child: Child; readonly places: Places }> => {
  const child = startChild(new URL('sites-process.ts', import.meta.url).href, [])
  return { child, places: await child.ask<Places>('places') }
}

/** The prober of the functions, that trusts our sites and asks our name server. */
export const proberFor = ({ nameServer }: Pick<Places, 'nameServer'>): Prober =>
  undiciProber({ userAgent: 'Atalaya-bench/1', ca: [ca], nameServers: [nameServer] })
