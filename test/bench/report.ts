import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { markdown, objects, plain, type Table } from './table.ts'

/** Tables of one subject, with what else the machine had to do. */
export interface Report {
  readonly name: string
  readonly tables: readonly Table[]
  /** The machine's load over a minute, before and after. */
  readonly load: readonly [number, number]
}

const page = join(import.meta.dirname, '..', '..', 'docs', 'performance.md')

export const loadNow = (): number => loadavg()[0] ?? 0

const when = ({ load: [before, after] }: Report): string => {
  const date = new Date().toISOString().slice(0, 10)
  return `${date}, Node ${process.version}, ${availableParallelism()} cores, load ${before.toFixed(1)} before and ${after.toFixed(1)} after`
}

export const told = (report: Report): string =>
  [`${report.name}: ${when(report)}`, ...report.tables.map(plain)].join('\n\n')

export const lines = ({ name, tables }: Report): readonly string[] =>
  tables.flatMap(table => objects(name, table)).map(one => JSON.stringify(one))

export class NoPlace extends Error {
  override readonly name = 'NoPlace'
}

/** Puts the tables between the marks of their subject. Throws NoPlace where the page has none. */
export const keep = (report: Report): void => {
  const [from, to] = [`<!-- bench ${report.name} -->`, `<!-- end of ${report.name} -->`]
  const text = readFileSync(page, 'utf8')
  const [start, end] = [text.indexOf(from), text.indexOf(to)]
  if (start < 0 || end < start) throw new NoPlace(`docs/performance.md has no ${from} before ${to}`)
  const tables = [`*${when(report)}*`, ...report.tables.map(markdown)].join('\n\n')
  writeFileSync(page, `${text.slice(0, start + from.length)}\n${tables}\n${text.slice(end)}`)
}
