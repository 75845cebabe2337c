import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { type Ends, ends } from '../../local/ends.ts'
import type { DeliveredEvent } from '../../local/event.ts'
import { type Wiring, wiringOf } from '../../local/wiring.ts'
import { type Child, type Spent, startChild } from './child.ts'
import type { Places } from './functions-process.ts'
import type { Options } from './options.ts'
import { castOf, control, idOf, sitesOf } from './services.ts'
import { readStage } from './stage-file.ts'

/** What was synthesized, and how long that took. */
export interface Synthesis {
  readonly milliseconds: number
  readonly rss: number
  readonly resources: number
  /** Bytes of the template as JSON. */
  readonly bytes: number
  readonly servicesBytes: number
}

/** Everything that a run has, each side in a process of its own. */
export interface Stage {
  readonly sites: Child
  readonly aws: Child
  readonly functions: Child
  readonly wiring: Wiring
  /** The probe's schedules: the services of each. */
  readonly shards: readonly (readonly string[])[]
  readonly synthesis: Synthesis
  /** Milliseconds that wiring all functions takes, services.json with it. */
  readonly wired: number
  deliver(take: (target: string, event: DeliveredEvent) => void): void
  close(): Promise<void>
}

const inputSchema = v.object({ services: v.array(v.string()) })
const shardsOf = ({ schedules }: Wiring): readonly (readonly string[])[] =>
  schedules.flatMap(({ input }) => {
    const parsed = v.safeParse(inputSchema, JSON.parse(input))
    return parsed.success ? [parsed.output.services] : []
  })

const startSites = async (options: Options, opened: Ends) => {
  const sites = startChild('sites-process.ts', [])
  opened.add(() => sites.end())
  const names = Array.from({ length: options.services }, (_, n) => sitesOf(idOf(n))).flat()
  return { sites, address: await sites.ask<string>('open', [...names, control]) }
}

/** Writes a file for each service, as there would be, and synthesizes the stack that they make. */
const synthesize = async (options: Options, address: string, folder: string, result: string) => {
  const { services, every } = options
  await mkdir(join(folder, 'services'))
  const files = await Promise.all(
    castOf({ services, every, sites: address }).map(async file => {
      const path = join(folder, 'services', `${file.id}.yaml`)
      await writeFile(path, JSON.stringify(file))
      return path
    }),
  )
  const list = join(folder, 'list.json')
  await writeFile(list, JSON.stringify(files))
  const child = startChild('synth-process.ts', [list, result])
  try {
    return await child.ask<Spent & { milliseconds: number }>('synthesize')
  } finally {
    await child.end()
  }
}

const trusted = {
  NODE_EXTRA_CA_CERTS: fileURLToPath(new URL('../adapters/certificates/root.pem', import.meta.url)),
}

const build = async (
  options: Options,
  folder: string,
  opened: Ends,
  note: (text: string) => void,
): Promise<Omit<Stage, 'close'>> => {
  const { sites, address } = await startSites(options, opened)
  note(`synthesizing a stack of ${options.services} services`)
  const result = join(folder, 'synthesized.json')
  const took = await synthesize(options, address, folder, result)
  const { template, services } = readStage(result)
  const wiring = wiringOf(template)
  const file = join(folder, 'services.json')
  const text = JSON.stringify(services)
  await writeFile(file, text)
  const aws = startChild('aws-process.ts', [result, join(folder, 'dynamodb')])
  opened.add(() => aws.end())
  const functions = startChild('functions-process.ts', [result], trusted)
  opened.add(() => functions.end())
  const places = await aws.ask<{ aws: string; x: string }>('places')
  const wired = await functions.ask<number>('wire', {
    ...places,
    services: file,
    every: options.every,
  } satisfies Places)
  return {
    sites,
    aws,
    functions,
    wiring,
    shards: shardsOf(wiring),
    synthesis: {
      milliseconds: took.milliseconds,
      rss: took.rss,
      resources: Object.keys(template.Resources).length,
      bytes: Buffer.byteLength(JSON.stringify(template)),
      servicesBytes: Buffer.byteLength(text),
    },
    wired,
    deliver: take =>
      aws.hear(said => {
        const { target, event } = said as { target: string; event: DeliveredEvent }
        take(target, event)
      }),
  }
}

/** Sets the stage; nothing is left behind once it is closed. */
export const openStage = async (options: Options, note: (text: string) => void): Promise<Stage> => {
  const opened = ends()
  const folder = await mkdtemp(join(tmpdir(), 'atalaya-scale-'))
  opened.add(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  try {
    return { ...(await build(options, folder, opened, note)), close: opened.close }
  } catch (error) {
    await opened.close()
    throw error
  }
}
