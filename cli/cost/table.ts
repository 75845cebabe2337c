import { type BillLine, total } from './bill.ts'
import { type Group, groups, type PriceKey } from './prices.ts'

/** A bill, and whose. */
export interface Column {
  readonly title: string
  readonly lines: readonly BillLine[]
  /** Dollars a month that one more service would add, of each line; absent where there is only one. */
  readonly more?: readonly BillLine[]
}

const dollars = (usd: number): string =>
  usd === 0 ? '0' : usd < 0.0005 ? '<0.001' : usd < 10 ? usd.toFixed(3) : usd.toFixed(2)
const units = (amount: number): string =>
  amount >= 100 ? Math.round(amount).toLocaleString('en') : amount.toPrecision(3)

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

const lineOf = ({ lines }: Pick<Column, 'lines'>, key: PriceKey) => lines.find(one => one.key === key)

const keysOf = (columns: readonly Column[]): readonly PriceKey[] => [
  ...new Set(columns.flatMap(({ lines }) => lines.map(({ key }) => key))),
]

const aws: readonly Group[] = groups.filter(group => group !== 'x')
const sums: readonly (readonly [string, readonly Group[], 'usd' | 'usdBeyondFree'])[] = [
  ['**requests, compute, storage**', ['requests', 'compute', 'storage'], 'usd'],
  ['**everything of AWS**', aws, 'usd'],
  ['**everything of AWS, beyond what is free**', aws, 'usdBeyondFree'],
  ['**X**', ['x'], 'usd'],
]

/** Dollars a month, a column for each bill. `*` marks a price that nobody has confirmed. */
export const tableOf = (columns: readonly Column[]): string => {
  const [first] = columns
  const single = columns.length === 1 && first !== undefined
  const title = row(['', ...columns.map(one => one.title), ...(single ? ['units', 'a further service'] : [])])
  const detail = (key: PriceKey): readonly string[] =>
    single
      ? [
          units(lineOf(first, key)?.amount ?? 0),
          first.more ? dollars(lineOf({ lines: first.more }, key)?.usd ?? 0) : '',
        ]
      : []
  const rows = keysOf(columns).map(key => {
    const found = columns.map(column => lineOf(column, key))
    const [known] = found.filter(line => line !== undefined)
    const name = `${known?.what}${known?.confirmed ? '' : ' *'}`
    return row([name, ...found.map(line => (line ? dollars(line.usd) : '')), ...detail(key)])
  })
  const totals = sums.map(([name, of, by]) =>
    row([
      name,
      ...columns.map(({ lines }) => `**${dollars(total(lines, of, by))}**`),
      ...(single ? ['', first.more ? dollars(total(first.more, of, by)) : ''] : []),
    ]),
  )
  const rule = row(Array.from({ length: columns.length + (single ? 3 : 1) }, () => '---'))
  return [title, rule, ...rows, ...totals, ''].join('\n')
}
