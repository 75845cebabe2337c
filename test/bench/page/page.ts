import { setTimeout as sleep } from 'node:timers/promises'
import { ends } from '../../../local/ends.ts'
import { startChild } from '../../scale/child.ts'
import { percentile, spreadOf } from '../spread.ts'
import type { Measure } from '../subject.ts'
import { load } from './load.ts'
import { startNginx } from './nginx.ts'

const connections = 200
const span = 2_000
const patience = 100

export class NoPage extends Error {
  override readonly name = 'NoPage'
}

/** The page, once somebody has looked and it was written. */
const written = async (url: string): Promise<string> => {
  for (let n = 0; n < patience; n++) {
    const answer = await fetch(url, { headers: { 'accept-encoding': 'identity' } }).catch(() => undefined)
    if (answer?.status === 200) return answer.text()
    await sleep(200)
  }
  throw new NoPage(`${url} never became a page`)
}

/** What one machine holds: the page at 200 connections, served by the local run, beside a file of nginx. */
export const measurePage: Measure = async ({ rounds, note }) => {
  const opened = ends()
  try {
    note('starting')
    const child = startChild(new URL('page-process.ts', import.meta.url).href, [])
    opened.add(child.end)
    const ours = `${await child.ask<string>('start')}/`
    opened.add(() => child.ask('end'))
    const page = await written(ours)
    const nginx = await startNginx(page)
    if (nginx) opened.add(nginx.close)
    const places = [
      { name: 'the local run', url: ours },
      ...(nginx ? [{ name: 'nginx, a worker, the same bytes', url: nginx.url }] : []),
    ].map(place => ({ ...place, speeds: [] as number[], took: [] as number[] }))
    for (let n = 0; n < rounds; n++) {
      note(`round ${n + 1} of ${rounds}`)
      for (const { url, speeds, took } of places) {
        const found = await load(url, connections, span)
        speeds.push(Math.round(found.aSecond))
        took.push(...found.took)
      }
    }
    return [
      {
        title: `The page of ${Math.round(page.length / 1_000)} KB over HTTP, ${connections} connections`,
        columns: ['', 'answers a second', 'p50 ms', 'p99 ms'],
        rows: places.map(({ name, speeds, took }) => [
          name,
          spreadOf(speeds),
          percentile(took, 0.5),
          percentile(took, 0.99),
        ]),
        notes: [
          'Who asks is a Node on the same cores, and has as much to do as the other side.',
          ...(nginx ? [] : ['nginx is not on the PATH: left out']),
        ],
      },
    ]
  } finally {
    await opened.close()
  }
}
