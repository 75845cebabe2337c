import { createSocket } from 'node:dgram'
import { isIPv6 } from 'node:net'

const rcodes = { ok: 0, 'server-failed': 2, 'not-found': 3, refused: 5 } as const

/** What a name answers: its addresses, a failure, or nothing at all. */
export type NameAnswer = readonly string[] | Exclude<keyof typeof rcodes, 'ok'> | 'silent'

const nameOf = (query: Buffer) => {
  const labels: string[] = []
  let at = 12
  for (let length = query[at]!; length > 0; length = query[at]!) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += length + 1
  }
  return { name: labels.join('.').toLowerCase(), end: at + 5, type: query.readUInt16BE(at + 1) }
}

const address = (text: string) =>
  isIPv6(text)
    ? Buffer.from('00000000000000000000000000000001', 'hex')
    : Buffer.from(text.split('.').map(Number))

const record = (text: string, type: number) => {
  const bytes = address(text)
  const head = Buffer.alloc(12)
  head.writeUInt16BE(0xc00c, 0)
  head.writeUInt16BE(type, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(bytes.length, 10)
  return Buffer.concat([head, bytes])
}

const reply = (query: Buffer, answer: Exclude<NameAnswer, 'silent'>) => {
  const { end, type } = nameOf(query)
  const listed = typeof answer === 'string' ? [] : answer
  const fitting = listed.filter(one => isIPv6(one) === (type === 28))
  const head = Buffer.from(query.subarray(0, end))
  head[2] = 0x81
  head[3] = 0x80 | (typeof answer === 'string' ? rcodes[answer] : 0)
  head.writeUInt16BE(fitting.length, 6)
  head.writeUInt32BE(0, 8)
  return Buffer.concat([head, ...fitting.map(one => record(one, type))])
}

/** A name server on loopback that knows these names; any other does not exist. IPv6 addresses: `::1` only. */
export const startNameServer = async (names: Readonly<Record<string, NameAnswer>>) => {
  const socket = createSocket('udp4')
  const asked: string[] = []
  socket.on('message', (query, from) => {
    const { name } = nameOf(query)
    asked.push(name)
    const answer = names[name] ?? 'not-found'
    if (answer !== 'silent') socket.send(reply(query, answer), from.port, from.address)
  })
  await new Promise<void>(resolve => socket.bind(0, '127.0.0.1', resolve))
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    close: () => new Promise<void>(resolve => socket.close(() => resolve())),
  }
}
