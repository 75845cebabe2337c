import type { Spread } from './spread.ts'

export type Cell = string | number | Spread

/** What a figure should be at most, in the words of its row. */
export interface Aim {
  readonly says: string
  readonly atMost: number
  readonly found: number
}

export interface Table {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
  readonly aims?: readonly Aim[]
  /** What must be known to read it, such as a yardstick that is not installed. */
  readonly notes?: readonly string[]
}

const digitsOf = (number: number): number => (Math.abs(number) >= 100 ? 0 : Math.abs(number) >= 10 ? 1 : 2)

const numeral = (number: number): string =>
  Number.isInteger(number) ? String(number) : number.toFixed(digitsOf(number))

export const textOf = (cell: Cell): string => {
  if (typeof cell === 'string') return cell
  if (typeof cell === 'number') return numeral(cell)
  const { median, low, high } = cell
  return `${numeral(median)} (${numeral(low)} to ${numeral(high)})`
}

const aimLine = ({ says, atMost, found }: Aim): string =>
  `aim: ${says} at most ${numeral(atMost)}: ${numeral(found)}, ${found <= atMost ? 'met' : 'missed'}`

const below = ({ aims = [], notes = [] }: Table): readonly string[] => [...aims.map(aimLine), ...notes]

/** For a terminal: columns as wide as what stands in them. */
export const plain = (table: Table): string => {
  const lines = [table.columns, ...table.rows.map(row => row.map(textOf))]
  const widths = table.columns.map((_, n) => Math.max(...lines.map(line => line[n]?.length ?? 0)))
  const aligned = lines.map(line =>
    line
      .map((text, n) => (n === 0 ? text.padEnd(widths[n] ?? 0) : text.padStart(widths[n] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
  return [table.title, ...aligned, ...below(table)].join('\n')
}

export const markdown = (table: Table): string => {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const lines = [
    line(table.columns),
    `|${'---|'.repeat(table.columns.length)}`,
    ...table.rows.map(row => line(row.map(textOf))),
  ]
  const more = below(table).map(text => `- ${text}`)
  return [`**${table.title}**`, '', ...lines, ...(more.length > 0 ? ['', ...more] : [])].join('\n')
}

/** An object for each row, its numbers whole. */
export const objects = (subject: string, { title, columns, rows, aims = [] }: Table): readonly object[] => [
  ...rows.map(row => ({ subject, title, ...Object.fromEntries(columns.map((name, n) => [name, row[n]])) })),
  ...aims.map(aim => ({ subject, title, aim: aim.says, ...aim, met: aim.found <= aim.atMost })),
]
