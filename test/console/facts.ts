import type { ServiceRecord } from '../../lib/incident/record.ts'
import type { Facts } from '../../lib/operate/facts.ts'
import type { Ledger } from '../../lib/publish/ledger.ts'
import { ledgerName } from '../../lib/publish/turn.ts'
import type { Service } from '../../lib/service/service.ts'
import { down, ledgerWith, now, outage, recordWith, serviceWith, well } from '../page/facts.ts'

interface Given {
  /** More of the service's file, as YAML. */
  readonly file?: string
  readonly record?: Partial<ServiceRecord>
  readonly ledger?: Partial<Ledger>
  readonly now?: number
}

const parsed = new Map<string, Service>()
/** Reading YAML takes longer than all the rest. */
const serviceOf = (file = ''): Service => {
  const service = parsed.get(file) ?? serviceWith(file)
  parsed.set(file, service)
  return service
}

/** The Sede is down and its outage open, and nobody has been told: unless something else is given. */
export const factsWith = ({ file, record, ledger, now: at = now }: Given = {}): Facts => {
  const service = serviceOf(file)
  const settings = service.channels.x
  if (!settings) throw new RangeError('a service without a channel')
  return {
    service,
    record: recordWith({ components: { web: well, sede: down }, incidents: [outage()], ...record }),
    channels: [
      {
        id: 'x',
        settings,
        ledger: ledgerWith({ channel: ledgerName('x', settings), ...ledger }),
        archived: [],
      },
    ],
    now: at,
  }
}
