import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect, createSecureContext, type SecureContext } from 'node:tls'
import * as v from 'valibot'
import { undiciProber } from '../../lib/adapters/undici-prober.ts'
import { judge } from '../../lib/check/outcome.ts'
import type { Prober } from '../../lib/ports.ts'
import { portalMarker } from '../../local/sites.ts'
import { targetOf } from '../check/targets.ts'

const serverSchema = v.object({
  nameServer: v.string(),
  page: v.string(),
  cases: v.record(v.string(), v.string()),
})

const ca = readFileSync(new URL('../adapters/certificates/root.pem', import.meta.url), 'utf8')
const deadline = 300
const looks = 20
const perRun = 150
const runs = 9
const together = 10

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0
const ms = (milliseconds: number) => milliseconds.toFixed(1).padStart(8)

const line = (...cells: readonly string[]) => console.log(cells.join('  '))

/** All looks of a case at once; the time beyond the deadline, or before it where the answer came earlier. */
const overrun = async (prober: Prober, name: string, url: string) => {
  const target = targetOf(url)
  const one = async () => {
    const from = performance.now()
    const sight = await prober.look(target, deadline)
    return { took: performance.now() - from, reason: judge(sight, target).reason }
  }
  const seen = await Promise.all(Array.from({ length: looks }, one))
  const beyond = seen.map(({ took }) => took - deadline)
  const reasons = [...new Set(seen.map(({ reason }) => reason))].join(', ')
  line(name.padEnd(28), ms(median(beyond)), ms(Math.max(...beyond)), reasons)
  return Math.max(...beyond)
}

/** The least that Node can do: a socket, a handshake, a request as text, a search in the bytes. */
const rawLook = (url: URL, secureContext: SecureContext) =>
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

/** CPU milliseconds of this process for each of `perRun` looks, so many at a time. */
const cpuEach = async (look: () => Promise<unknown>) => {
  const before = process.cpuUsage()
  let left = perRun
  const worker = async () => {
    while (left-- > 0) await look()
  }
  await Promise.all(Array.from({ length: together }, worker))
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000 / perRun
}

const cpu = async (prober: Prober, page: string) => {
  const url = new URL(page)
  const target = targetOf(page)
  const context = createSecureContext({ ca })
  const ours = async () => {
    const sight = await prober.look(target, 10_000)
    if (judge(sight, target).outcome !== 'up') throw new TypeError(`not up: ${JSON.stringify(sight)}`)
  }
  const raw = () => rawLook(url, context)
  await cpuEach(ours)
  await cpuEach(raw)
  const pairs: (readonly [number, number])[] = []
  // In turns, so that what else the machine does weighs on both.
  for (let run = 0; run < runs; run++) pairs.push([await cpuEach(ours), await cpuEach(raw)])
  line('ours'.padEnd(28), ms(median(pairs.map(([one]) => one))))
  line('raw node:tls'.padEnd(28), ms(median(pairs.map(([, floor]) => floor))))
  const ratios = pairs.map(([one, floor]) => one / floor)
  line('ratio, median of runs'.padEnd(28), median(ratios).toFixed(2).padStart(8))
  line(
    'ratio, lowest to highest'.padEnd(28),
    `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`,
  )
}

/** How far looks overrun their deadline, and what a look costs beside the floor. Prints two tables, in about 20 s. */
export const benchProbe = async (): Promise<void> => {
  const server = fork(new URL('./probe-server.ts', import.meta.url))
  try {
    const [message] = await once(server, 'message')
    const { nameServer, page, cases } = v.parse(serverSchema, message)
    const prober = undiciProber({ userAgent: 'Atalaya-bench/1', ca: [ca], nameServers: [nameServer] })
    await prober.look(targetOf(page), 10_000)
    console.log(
      `\nProbe: ms beyond a deadline of ${deadline} ms, ${looks} looks at once (below 0: ended before it)`,
    )
    line('case'.padEnd(28), '  median', '     max', 'reason')
    const worst: number[] = []
    for (const [name, url] of Object.entries(cases)) worst.push(await overrun(prober, name, url))
    line('worst of all'.padEnd(28), ' '.repeat(8), ms(Math.max(...worst)))
    console.log(
      `\nProbe: CPU ms of a fresh HTTPS look at 60 KB, ${together} at a time, ${runs} runs of ${perRun}`,
    )
    await cpu(prober, page)
  } finally {
    server.disconnect()
  }
}
