import { jsonJournal } from '../../functions/lambda.ts'
import { standInCredentials } from '../../lib/adapters/x-credentials.ts'
import type { JournalLine } from '../../lib/ports.ts'
import { environmentOf } from '../../local/environment.ts'
import { type LocalLambdas, startLambdas } from '../../local/lambda.ts'
import { wiringOf } from '../../local/wiring.ts'
import { answerAs, spent } from './child.ts'
import { type Told, toldIn } from './lines.ts'
import { readStage } from './stage-file.ts'

/** The functions and nothing else, so that what this process takes is theirs: `functions-process.ts <synthesized>`. */
const [synthesized = ''] = process.argv.slice(2)

export interface Places {
  readonly aws: string
  readonly x: string
  /** Path of services.json. */
  readonly services: string
  /** Seconds. */
  readonly every: number
}

export interface Invoked {
  /** Epoch milliseconds. */
  readonly started: number
  readonly ended: number
  readonly fault?: string
}

let lambdas: LocalLambdas | undefined
let told: Told[] = []
let bytes = 0
let highest = 0

const json = jsonJournal(text => {
  bytes += text.length
})
const journal = {
  say: (line: JournalLine) => {
    json.say(line)
    const short = toldIn(line)
    if (short) told.push(short)
  },
}
setInterval(() => {
  highest = Math.max(highest, process.memoryUsage.rss() / 1e6)
}, 500).unref()

answerAs({
  /** Milliseconds that it takes to wire every function, sources being loaded. */
  wire: async ({ aws, x, services, every }: Places) => {
    const { functions } = wiringOf(readStage(synthesized).template)
    await Promise.all(functions.map(({ entry }) => import(new URL(`../../${entry}`, import.meta.url).href)))
    const places = {
      dynamodb: aws,
      eventbridge: aws,
      services,
      every,
      xUrl: x,
      credentials: standInCredentials,
      linkKeys: JSON.stringify(['0'.repeat(32)]),
      url: 'http://127.0.0.1:1',
    }
    const from = performance.now()
    lambdas = await startLambdas({
      functions,
      environment: one => environmentOf(one, places),
      journal,
      scale: every / 60,
    })
    return performance.now() - from
  },
  invoke: async ({ target, event }: { target: string; event: unknown }): Promise<Invoked> => {
    const started = Date.now()
    try {
      await lambdas?.invoke(target, event)
      return { started, ended: Date.now() }
    } catch (fault) {
      return { started, ended: Date.now(), fault: fault instanceof Error ? fault.name : 'unknown' }
    }
  },
  /** What was told since this was asked last. */
  told: () => {
    const all = told
    told = []
    return all
  },
  spent: () => ({ ...spent(), highest, bytes }),
  end: () => lambdas?.close(5_000),
})
