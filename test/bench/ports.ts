import { once } from 'node:events'
import { createServer, type Server } from 'node:net'

/** Listens on any free port of 127.0.0.1, and returns it. */
export const portOf = async (server: Server): Promise<number> => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** A port that was free a moment ago, for programs that cannot choose one themselves. */
export const freePort = async (): Promise<number> => {
  const server = createServer()
  const port = await portOf(server)
  await once(server.close(), 'close')
  return port
}
