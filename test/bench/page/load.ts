import { once } from 'node:events'
import { connect } from 'node:net'

const headerEnd = Buffer.from('\r\n\r\n')

/** Bytes of an answer, header and body, once its header is whole. Throws TypeError for anything but a 200. */
const lengthOf = (bytes: Buffer): number | undefined => {
  const end = bytes.indexOf(headerEnd)
  if (end < 0) return undefined
  const header = bytes.toString('latin1', 0, end)
  const length = /\r\ncontent-length: *(\d+)/i.exec(header)?.[1]
  if (!header.startsWith('HTTP/1.1 200') || length === undefined) throw new TypeError(header.slice(0, 80))
  return end + headerEnd.length + Number(length)
}

/** One connection that asks again as soon as it was answered: how long each took, in milliseconds. */
const asking = async (url: URL, until: number): Promise<readonly number[]> => {
  const took: number[] = []
  const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true })
  await once(socket, 'connect')
  const request = `GET ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\n\r\n`
  try {
    while (performance.now() < until) {
      const from = performance.now()
      socket.write(request)
      let bytes: Buffer = Buffer.alloc(0)
      let wanted: number | undefined
      while (wanted === undefined || bytes.length < wanted) {
        const [piece] = await once(socket, 'data')
        bytes = Buffer.concat([bytes, piece])
        wanted ??= lengthOf(bytes)
      }
      took.push(performance.now() - from)
    }
  } finally {
    socket.destroy()
  }
  return took
}

/** So many connections at once, for so many milliseconds: answers a second, and how long each took. */
export const load = async (address: string, connections: number, span: number) => {
  const from = performance.now()
  const url = new URL(address)
  const all = await Promise.all(Array.from({ length: connections }, () => asking(url, from + span)))
  const took = all.flat()
  return { aSecond: (took.length / (performance.now() - from)) * 1_000, took }
}
