import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ends } from '../../../local/ends.ts'
import { onPath } from '../on-path.ts'
import { freePort } from '../ports.ts'
import { startProgram } from '../program.ts'

const configOf = (folder: string, port: number): string => `
daemon off; master_process off; worker_processes 1; error_log /dev/null; pid ${folder}/pid;
events { worker_connections 1024; }
http {
  access_log off; sendfile on; open_file_cache max=100; default_type text/html;
  client_body_temp_path ${folder}/1; proxy_temp_path ${folder}/2; fastcgi_temp_path ${folder}/3;
  uwsgi_temp_path ${folder}/4; scgi_temp_path ${folder}/5;
  keepalive_requests 1000000000;
  server { listen 127.0.0.1:${port}; root ${folder}/root; }
}
`

/** nginx with one worker and the same bytes as a file; `undefined` where it is not on the PATH. */
export const startNginx = async (page: string) => {
  const path = onPath('nginx')
  if (path === undefined || process.platform !== 'linux') return undefined
  const opened = ends()
  const folder = mkdtempSync(join(tmpdir(), 'atalaya-bench-'))
  opened.add(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'root'))
  writeFileSync(join(folder, 'root', 'index.html'), page)
  const port = await freePort()
  const config = join(folder, 'nginx.conf')
  writeFileSync(config, configOf(folder, port))
  const url = `http://127.0.0.1:${port}/`
  try {
    const started = await startProgram(path, ['-c', config, '-p', folder], url)
    opened.add(started.close)
  } catch (fault) {
    await opened.close()
    throw fault
  }
  return { url, close: opened.close }
}
