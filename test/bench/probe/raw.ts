import { connect, type SecureContext } from 'node:tls'
import { portalMarker } from '../../../local/sites.ts'

/** The least that Node can do: a socket, a handshake, a request as text, a search in the bytes. */
export const rawLook = (url: URL, secureContext: SecureContext): Promise<void> =>
  new Promise<void>((resolve, reject) => {
    const needle = Buffer.from(portalMarker)
    let tail: Buffer = Buffer.alloc(0)
    const socket = connect(
      { host: url.hostname, port: Number(url.port), secureContext, servername: '' },
      () => socket.write(`GET ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\nConnection: close\r\n\r\n`),
    )
    socket.on('error', reject)
    socket.on('data', chunk => {
      const bytes = Buffer.concat([tail, chunk])
      if (bytes.includes(needle)) {
        socket.destroy()
        resolve()
      }
      tail = bytes.subarray(-needle.length)
    })
  })
