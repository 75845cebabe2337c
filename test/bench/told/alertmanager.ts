import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ends } from '../../../local/ends.ts'
import { end, listen } from '../../../local/listen.ts'
import { onPath } from '../on-path.ts'
import { freePort } from '../ports.ts'
import { startProgram } from '../program.ts'

const program = 'prometheus-alertmanager'

const configOf = (webhook: string): string =>
  JSON.stringify({
    route: {
      receiver: 'bench',
      group_by: ['...'],
      group_wait: '0s',
      group_interval: '1s',
      repeat_interval: '1h',
    },
    receivers: [{ name: 'bench', webhook_configs: [{ url: webhook, send_resolved: false }] }],
  })

/** Alertmanager that waits for nothing; `undefined` where it is not on the PATH. */
export const startAlertmanager = async () => {
  const path = onPath(program)
  if (path === undefined || process.platform !== 'linux') return undefined
  const opened = ends()
  const folder = mkdtempSync(join(tmpdir(), 'atalaya-bench-'))
  opened.add(() => rmSync(folder, { recursive: true, force: true }))
  let arrived: () => void = () => undefined
  const receiver = createServer((request, response) => {
    arrived()
    request.resume()
    response.end()
  })
  const webhook = `http://127.0.0.1:${await listen(receiver, 0)}/`
  opened.add(() => end(receiver))
  const config = join(folder, 'alertmanager.yml')
  writeFileSync(config, configOf(webhook))
  const address = `127.0.0.1:${await freePort()}`
  const args = [
    `--config.file=${config}`,
    `--storage.path=${join(folder, 'state')}`,
    `--web.listen-address=${address}`,
    '--cluster.listen-address=',
    '--log.level=error',
  ]
  const started = await startProgram(path, args, `http://${address}/-/ready`)
  opened.add(started.close)
  return {
    /** Milliseconds from the POST of an alert to the request at its receiver. */
    tell: async (name: string): Promise<number> => {
      const came = new Promise<number>(resolve => {
        arrived = () => resolve(performance.now())
      })
      const from = performance.now()
      await fetch(`http://${address}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify([{ labels: { alertname: name } }]),
      })
      return (await came) - from
    },
    close: opened.close,
  }
}
