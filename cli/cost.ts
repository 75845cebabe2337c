import { readServices } from '../infra/services.ts'
import { milliseconds } from '../lib/service/duration.ts'
import type { ServiceFile } from '../lib/service/service.ts'
import { defaultConfig } from './config.ts'
import { type BillLine, billOf } from './cost/bill.ts'
import { townHall } from './cost/cast.ts'
import { demandOf } from './cost/demand.ts'
import { type Measured, measure } from './cost/measure.ts'
import type { Asked } from './cost/month.ts'
import { type Prices, readPrices } from './cost/prices.ts'
import { type Column, tableOf } from './cost/table.ts'
import { failed, flags, UsageError, wholeNumber } from './usage.ts'

const help = `What a month costs: the template's resources, the units that a run of the real handlers takes, and the price file.

  npm run cost [-- --services N[,N...]] [--every S] [--incidents N] [--region R] [--json]

  --services N    so many town halls, of two targets each (default: ${defaultConfig})
  --every S       seconds between rounds, from 60 (default: 60)
  --incidents N   outages a month of each service, an hour each (default: 2)
  --region R      prices of cli/cost/prices.json, and their bound elsewhere (default: us-east-1)
  --json          one JSON object a line on stdout: each line of each bill
  --help          this text

The run takes some seconds. What it cannot tell is in cli/cost/assumed.ts; docs/cost.md explains it.
`

const options = {
  services: { type: 'string' },
  every: { type: 'string', default: '60' },
  incidents: { type: 'string', default: '2' },
  region: { type: 'string', default: 'us-east-1' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

interface Wanted {
  readonly file: ServiceFile
  /** Names of the columns, and services of each. */
  readonly counts: readonly (readonly [string, number])[]
  readonly every: number
  readonly incidents: number
  readonly region: string
  readonly json: boolean
}

const shipped = (): ServiceFile => {
  const [service] = readServices([defaultConfig])
  if (service) return service.file
  throw new UsageError(`${defaultConfig} holds no service`)
}

const regionOf = (text: string): string => {
  if (/^[a-z]{2}(?:-[a-z]+)+-\d$/.test(text)) return text
  throw new UsageError(`--region takes the code of a region such as eu-south-2, not "${text}"`)
}

/** What is asked for; `undefined`: help. Throws UsageError. */
export const wantedOf = (args: readonly string[]): Wanted | undefined => {
  const { values, positionals } = flags(args, options)
  if (values.help) return undefined
  if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" means nothing here`)
  const { services } = values
  return {
    file: services === undefined ? shipped() : townHall,
    counts:
      services === undefined
        ? [['Seguridad Social', 1]]
        : services.split(',').map(text => {
            const n = wholeNumber('--services', text, 1, 100_000)
            return [`${n.toLocaleString('en')} town hall${n === 1 ? '' : 's'}`, n]
          }),
    every: wholeNumber('--every', values.every, 60, 3_600),
    incidents: wholeNumber('--incidents', values.incidents, 0, 28),
    region: regionOf(values.region),
    json: values.json,
  }
}

/** Milliseconds that rounds wait before they look again. */
const rechecksOf = ({ policy }: ServiceFile): number =>
  (policy?.recheck ?? ['2s', '10s']).reduce((sum, text) => sum + (milliseconds(text) ?? 0), 0)

/** What each line grows by with one more service, over a whole further shard of them. */
const growth = (bill: (services: number) => readonly BillLine[], services: number): readonly BillLine[] => {
  const step = 240
  const [now, then] = [bill(services), bill(services + step)]
  return then.map((line, n) => ({
    ...line,
    amount: (line.amount - (now[n]?.amount ?? 0)) / step,
    usd: (line.usd - (now[n]?.usd ?? 0)) / step,
    usdBeyondFree: (line.usdBeyondFree - (now[n]?.usdBeyondFree ?? 0)) / step,
  }))
}

const columnOf = (
  wanted: Wanted,
  measured: Measured,
  prices: Prices,
  title: string,
  services: number,
): Column => {
  const { every, incidents, file, region } = wanted
  const bill = (n: number) => {
    const asked: Asked = { services: n, every, incidents, rechecks: rechecksOf(file) }
    return billOf(demandOf(measured, asked), prices, region)
  }
  return { title, lines: bill(services), more: growth(bill, services) }
}

const cost = async (wanted: Wanted): Promise<void> => {
  const prices = readPrices()
  const measured = await measure(wanted.file)
  const columns = wanted.counts.map(([title, n]) => columnOf(wanted, measured, prices, title, n))
  if (!wanted.json) {
    process.stdout.write(tableOf(columns))
    process.stderr.write(`Dollars a month in ${wanted.region}; * marks a price that nobody has confirmed.\n`)
    return
  }
  for (const { title, lines } of columns)
    for (const line of lines) process.stdout.write(`${JSON.stringify({ of: title, ...line })}\n`)
}

if (import.meta.main) {
  try {
    const wanted = wantedOf(process.argv.slice(2))
    if (wanted) await cost(wanted)
    else process.stdout.write(help)
  } catch (error) {
    process.exitCode = failed(error)
  }
}
