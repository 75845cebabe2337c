import { standInCredentials } from '../../lib/adapters/x-credentials.ts'
import { startDynamoDb } from '../../local/dynamodb.ts'
import { startEventBridge } from '../../local/eventbridge.ts'
import { wiringOf } from '../../local/wiring.ts'
import { startX } from '../../local/x.ts'
import { answerAs, say, spent } from './child.ts'
import { startCounter } from './counter.ts'
import { readStage } from './stage-file.ts'

/** What AWS and X are to the functions, in one process of its own: `aws-process.ts <synthesized> <folder>`. */
const [synthesized = '', folder = ''] = process.argv.slice(2)
const wiring = wiringOf(readStage(synthesized).template)

const database = await startDynamoDb(folder, wiring.tables)
const bus = await startEventBridge({
  buses: wiring.buses,
  rules: wiring.rules,
  deliver: (target, event) => say({ target, event }),
})
const counter = await startCounter({ database: database.url, bus: bus.url })
const x = await startX({ credentials: standInCredentials })

answerAs({
  places: () => ({ aws: counter.url, x: x.url }),
  counts: () => ({ ...counter.counts(), posts: x.posts().length }),
  /** The bus takes nothing of these services. */
  refuse: (services: readonly string[]) => counter.refuse(services),
  /** Writes what is no record in the place of one. */
  break: (service: string) => counter.damage(wiring.tables[0]?.id ?? '', service),
  spent,
})
