import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { portalMarker } from '../../../local/sites.ts'
import { startChild } from '../../scale/child.ts'
import { onPath } from '../on-path.ts'
import { freePort } from '../ports.ts'
import { startProgram } from '../program.ts'
import type { Batch, Looked } from './look-process.ts'
import { many } from './many.ts'
import type { Places } from './sites-process.ts'
import { caFile } from './world.ts'

/** Something that looks, in a process of its own. */
export interface Engine {
  readonly name: string
  look(batch: Batch): Promise<Looked>
  close(): Promise<void>
}

export const ourEngine = async (name: string, which: 'ours' | 'raw', places: Places): Promise<Engine> => {
  const child = startChild(new URL('look-process.ts', import.meta.url).href, [which])
  await child.ask('at', places)
  return { name, look: batch => child.ask<Looked>('look', batch), close: child.end }
}

const configOf = (): string =>
  JSON.stringify({
    modules: {
      page: {
        prober: 'http',
        timeout: '10s',
        http: {
          preferred_ip_protocol: 'ip4',
          fail_if_not_ssl: true,
          fail_if_body_not_matches_regexp: [portalMarker],
          tls_config: { ca_file: fileURLToPath(caFile) },
        },
      },
    },
  })

const program = 'prometheus-blackbox-exporter'

/** Prometheus' prober, asked over HTTP as Prometheus does; `undefined` where it is not on the PATH. */
export const blackbox = async ({ page }: Places): Promise<Engine | undefined> => {
  const path = onPath(program)
  if (path === undefined || process.platform !== 'linux') return undefined
  const folder = mkdtempSync(join(tmpdir(), 'atalaya-bench-'))
  const config = join(folder, 'blackbox.yml')
  writeFileSync(config, configOf())
  const address = `127.0.0.1:${await freePort()}`
  const args = [`--config.file=${config}`, `--web.listen-address=${address}`, '--log.level=error']
  const started = await startProgram(path, args, `http://${address}/-/healthy`)
  const one = async () => {
    const answer = await fetch(`http://${address}/probe?module=page&target=${encodeURIComponent(page)}`)
    if (!/^probe_success 1$/m.test(await answer.text()))
      throw new TypeError(`${program} did not find the page up`)
  }
  return {
    name: program,
    look: async ({ times, together }) => {
      const before = started.cpu()
      const took = await many(times, together, one)
      return { cpu: (started.cpu() - before) / times, took, rss: started.peak() }
    },
    close: async () => {
      await started.close()
      rmSync(folder, { recursive: true })
    },
  }
}
