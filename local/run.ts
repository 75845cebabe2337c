import { join, resolve } from 'node:path'
import * as v from 'valibot'
import { standInCredentials, type XCredentials } from '../lib/adapters/x-credentials.ts'
import type { Journal, Store } from '../lib/ports.ts'
import type { Service } from '../lib/service/service.ts'
import { writeWhole } from './atomic.ts'
import { startDynamoDb } from './dynamodb.ts'
import { type Ends, ends } from './ends.ts'
import { environmentOf, type Places } from './environment.ts'
import { startEventBridge } from './eventbridge.ts'
import { describe } from './failure.ts'
import { gatewayAnswerSchema, gatewayEvent } from './gateway.ts'
import { startHttp } from './http.ts'
import { startInvocations } from './invocations.ts'
import { type LocalLambdas, startLambdas } from './lambda.ts'
import { keepLinkKeys } from './link-keys.ts'
import { hold } from './lock.ts'
import { type PageServer, pageServer } from './page.ts'
import { pagePlaceOf } from './page-place.ts'
import { startS3 } from './s3.ts'
import { startScheduler } from './scheduler.ts'
import { statusOf } from './status.ts'
import { localStore } from './store.ts'
import { synthesized } from './synth.ts'
import { TemplateProblem } from './template.ts'
import { keepToken } from './token.ts'
import { type LocalFunction, vantagesOf, type Wiring, wiringOf } from './wiring.ts'
import { startX } from './x.ts'

/** Where posts go. */
export type XPlace =
  /** Our own stand-in, posts kept in `<data>/x.jsonl`. */
  | { readonly is: 'stand-in' }
  /** Somebody else's stand-in. */
  | { readonly is: 'url'; readonly url: string }
  /** The public. */
  | { readonly is: 'live'; readonly credentials: XCredentials }

export interface RunOptions {
  /** The service file, parsed already. */
  readonly config: string
  readonly service: Service
  /** Directory of everything that outlives the run. */
  readonly data: string
  /** 0: any that is free. */
  readonly port: number
  /** Length of a round in seconds. */
  readonly every: number
  readonly x: XPlace
  readonly journal: Journal
  /** The operators' webhooks, as JSON; what operators are told is in the journal in any case. */
  readonly webhooks?: string | undefined
  /** Ends a start that is under way. */
  readonly signal?: AbortSignal
}

/** The whole system on this machine. */
export interface Run {
  /** The page and the operators' endpoint. */
  readonly url: string
  /** Where posts go; absent for the live X. */
  readonly xUrl: string | undefined
  /** Ends everything; calls in flight get a few seconds to finish. */
  close(): Promise<void>
}

/** Milliseconds that calls in flight get at the end. What they leave undone, the next run finds and finishes. */
const patience = 5_000

const placeOfX = async ({ x, data }: RunOptions, opened: Ends) => {
  if (x.is === 'live') return { xUrl: undefined, credentials: x.credentials }
  if (x.is === 'url') return { xUrl: x.url, credentials: standInCredentials }
  const standIn = await startX({ file: join(data, 'x.jsonl'), credentials: standInCredentials })
  opened.add(() => standIn.close())
  return { xUrl: standIn.url, credentials: standInCredentials }
}

/** Nothing listens for functions of other regions where there are none. */
const placeOfVantages = async (
  functions: readonly LocalFunction[],
  lambdas: Promise<LocalLambdas>,
  opened: Ends,
) => {
  if (functions.length === 0) return undefined
  const invoke = async (id: string, event: unknown) => (await lambdas).invoke(id, event)
  const invocations = await startInvocations({ functions, invoke })
  opened.add(() => invocations.close())
  return invocations.url
}

const startFunctions = async (
  options: RunOptions,
  wiring: Wiring,
  vantages: readonly LocalFunction[],
  own: Pick<Places, 'services' | 'url'>,
  opened: Ends,
) => {
  const { data, every, journal } = options
  const started = Promise.withResolvers<LocalLambdas>()
  const database = await startDynamoDb(join(data, 'dynamodb'), wiring.tables)
  opened.add(() => database.close())
  const s3 = await startS3({ directory: join(data, 's3'), buckets: wiring.buckets })
  opened.add(() => s3.close())
  const x = await placeOfX(options, opened)
  const bus = await startEventBridge({
    buses: wiring.buses,
    rules: wiring.rules,
    deliver: (target, event) => void started.promise.then(lambdas => lambdas.send(target, event)),
  })
  opened.add(() => bus.close())
  const linkKeys = await keepLinkKeys(data)
  const { webhooks } = options
  const lambda = await placeOfVantages(vantages, started.promise, opened)
  const places = {
    dynamodb: database.url,
    eventbridge: bus.url,
    s3: s3.url,
    lambda,
    every,
    linkKeys,
    webhooks,
    ...own,
    ...x,
  }
  const lambdas = await startLambdas({
    functions: [...wiring.functions, ...vantages],
    environment: one => environmentOf(one, places),
    journal,
    scale: every / 60,
  })
  started.resolve(lambdas)
  return { lambdas, places, s3 }
}

/** What the pages and commands are served from, once everything runs. */
interface Inside {
  readonly lambdas: LocalLambdas
  readonly store: Store
  readonly page: PageServer
  readonly wiring: Wiring
}

const tableOf = ({ tables }: Wiring): string => {
  const [table, ...others] = tables
  if (table && others.length === 0) return table.id
  throw new TemplateProblem('the table', `there are ${tables.length}`)
}

const say = ({ journal }: RunOptions, kind: 'alarm' | 'fault', line: Readonly<Record<string, string>>) =>
  journal.say({ at: Date.now(), kind, ...line })

/** Taken before anything slow starts, so that a taken port is said at once; it answers when the rest is up. */
const openPort = async (options: RunOptions, inside: Promise<Inside>, opened: Ends) => {
  const http = await startHttp({
    port: options.port,
    token: await keepToken(options.data),
    page: async (request, response) => (await inside).page(request, response),
    status: async () => statusOf((await inside).store, options.service, Date.now()),
    routes: async () => (await inside).wiring.routes,
    invoke: async (matched, body, caller, headers) => {
      const { lambdas } = await inside
      const answer = await lambdas.invoke(matched.route.target, gatewayEvent(matched, body, caller, headers))
      return v.parse(gatewayAnswerSchema, answer)
    },
    fault: error => say(options, 'fault', { function: 'local/http.ts', error: describe(error) }),
  })
  opened.add(() => http.close())
  return http.url
}

const startSchedules = (options: RunOptions, { schedules }: Wiring, lambdas: LocalLambdas) =>
  startScheduler({
    schedules,
    minute: options.every * 1_000,
    start: lambdas.send,
    inFlight: lambdas.inFlight,
    skipped: ({ id }, instant) =>
      say(options, 'alarm', {
        alarm: 'schedule-skipped',
        text: `${id} left out ${new Date(instant).toISOString()}: too many calls have not ended`,
      }),
  })

const start = async (options: RunOptions, opened: Ends): Promise<Omit<Run, 'close'>> => {
  const { config, data, signal = new AbortController().signal } = options
  const held = await hold(data)
  opened.add(() => held.release())
  const inside = Promise.withResolvers<Inside>()
  const url = await openPort(options, inside.promise, opened)
  const { template, vantages, services } = await synthesized(config, data, signal)
  const file = join(resolve(data), 'services.json')
  await writeWhole(file, JSON.stringify(services))
  const wiring = wiringOf(template)
  const others = vantagesOf(vantages)
  const pagePlace = pagePlaceOf(template)
  const { lambdas, places, s3 } = await startFunctions(
    options,
    wiring,
    others,
    { services: file, url },
    opened,
  )
  const store = localStore(places, tableOf(wiring))
  opened.add(() => store.close())
  inside.resolve({ lambdas, store, page: pageServer(pagePlace, s3.objects), wiring })
  opened.add(() => lambdas.close(patience))
  signal.throwIfAborted()
  const scheduler = startSchedules(options, wiring, lambdas)
  opened.add(() => scheduler.close())
  return { url, xUrl: places.xUrl }
}

/**
 * Runs everything: database, bus, schedules, the very handlers, X's stand-in and the page, wired by the template.
 * Throws RunRefused if the data directory or the port is taken, TemplateProblem if the stack cannot run here.
 */
export const run = async (options: RunOptions): Promise<Run> => {
  const opened = ends()
  try {
    return { ...(await start(options, opened)), close: opened.close }
  } catch (error) {
    await opened.close()
    throw error
  }
}
