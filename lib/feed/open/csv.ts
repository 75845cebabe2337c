import { plain } from '../plain.ts'

export type Cell = string | number | undefined

// A spreadsheet takes what begins so for a formula, and would run it.
const runs = /^[=+\-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20]/

const cellOf = (cell: Cell): string => {
  if (cell === undefined) return ''
  if (typeof cell === 'number') return String(cell)
  const text = plain(cell)
  const safe = runs.test(text) ? `'${text}` : text
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** RFC 4180 with a header: commas, CRLF, quotes where they are needed. A text that would run in a spreadsheet gets a `'`. */
export const csv = <Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Partial<Record<Column, Cell>>>[],
): string =>
  [columns, ...rows.map(row => columns.map(column => row[column]))]
    .map(cells => `${cells.map(cellOf).join(',')}\r\n`)
    .join('')
