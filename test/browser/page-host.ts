import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { PageFacts } from '../../lib/page/facts.ts'
import type { PageFile } from '../../lib/page/file.ts'
import { contentSecurityPolicy } from '../../lib/page/policy.ts'
import { htmlFiles } from '../page/reading.ts'

export interface Host {
  readonly url: string
  /** Paths that were asked for and are not there. */
  readonly missing: readonly string[]
  end(): Promise<void>
}

/** Serves sites below their names, with the policy as a header, as the network does. */
export const host = async (sites: Readonly<Record<string, PageFacts>>): Promise<Host> => {
  const files = new Map<string, PageFile>(
    Object.entries(sites).flatMap(([name, facts]) =>
      htmlFiles(facts).map(file => [`/${name}/${file.path}`, file] as const),
    ),
  )
  const missing: string[] = []
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/\/$/, '/index.html')
    const file = files.get(path)
    if (!file) missing.push(path)
    response.writeHead(file ? 200 : 404, {
      'content-type': file?.type ?? 'text/plain',
      'content-security-policy': contentSecurityPolicy,
    })
    response.end(file?.body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}`,
    missing,
    end: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
