import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadService } from '../../../cli/config.ts'
import { ends } from '../../../local/ends.ts'
import { run } from '../../../local/run.ts'
import { portalMarker, startSites } from '../../../local/sites.ts'
import { answerAs, spent } from '../../scale/child.ts'

/** The whole local run, which serves the page beside all else that it does. */
const opened = ends()
const folder = mkdtempSync(join(tmpdir(), 'atalaya-page-'))
opened.add(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20 }))

const start = async () => {
  const sites = await startSites()
  opened.add(() => sites.close())
  const target = { url: sites.add('sede').url, expect: { contains: [portalMarker] } }
  const config = join(folder, 'service.yaml')
  writeFileSync(
    config,
    JSON.stringify({
      id: 'instituto',
      code: 'PR',
      name: { es: 'el Instituto' },
      components: [{ id: 'sede', name: { es: 'la Sede Electrónica del Instituto' }, targets: [target] }],
      controls: [sites.add('control').url],
      channels: { x: { language: 'es', mode: 'auto' } },
    }),
  )
  const started = await run({
    config,
    service: loadService(config, () => undefined),
    data: join(folder, 'data'),
    port: 0,
    every: 60,
    x: { is: 'stand-in' },
    journal: { say: () => undefined },
  })
  opened.add(started.close)
  return started.url
}

answerAs({ start, spent, end: () => opened.close() })
