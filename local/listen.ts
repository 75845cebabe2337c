import type { Server } from 'node:http'
import { RunRefused } from './failure.ts'

const codeOf = (error: Error): unknown => ('code' in error ? error.code : undefined)

const refusal = (error: Error, port: number): Error => {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new RunRefused(`port ${port} is in use: choose another with --port, or 0 for any that is free`)
    case 'EACCES':
      return new RunRefused(`port ${port} needs more rights than this user has: choose one above 1023`)
    default:
      return error
  }
}

/** Listens on 127.0.0.1 only; 0 takes any free port. Returns the port. Throws RunRefused if it is taken. */
export const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const failed = (error: Error) => reject(refusal(error, port))
    server.once('error', failed)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })

/** Closes a server and every connection to it. Calling it for one that is closed already is harmless. */
export const end = (server: Server): Promise<void> =>
  new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
