import { createServer } from 'node:http'
import type { PageFile } from '../../lib/page/file.ts'
import { end, listen } from '../../local/listen.ts'

/** Serves files on a loopback port, each by its path; asked of anything else, it says 404. */
export const startShelf = async (files: readonly PageFile[]) => {
  const byPath = new Map(files.map(file => [`/${file.path}`, file]))
  const server = createServer((request, response) => {
    const file = byPath.get(request.url ?? '')
    if (!file) return response.writeHead(404).end()
    return response.writeHead(200, { 'content-type': file.type }).end(file.body)
  })
  return { url: `http://127.0.0.1:${await listen(server, 0)}`, close: () => end(server) }
}
