import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { synthesize, type Template } from '../../infra/template.ts'
import { standInCredentials } from '../../lib/adapters/x-credentials.ts'
import { environment } from '../../lib/contract.ts'
import type { ServiceFile } from '../../lib/service/service.ts'
import { startDynamoDb } from '../../local/dynamodb.ts'
import { type Ends, ends } from '../../local/ends.ts'
import { type StandInS3, startS3 } from '../../local/s3.ts'
import { startSites } from '../../local/sites.ts'
import { type Wiring, wiringOf } from '../../local/wiring.ts'
import { type StandInX, startX } from '../../local/x.ts'
import { onStage } from './cast.ts'
import { type CountingAws, startCountingAws, type TakenEvent } from './counting-aws.ts'

/** One service and all that its functions speak to, on loopback sockets. */
export interface Stage {
  readonly template: Template
  readonly wiring: Wiring
  readonly service: string
  readonly aws: CountingAws
  readonly x: StandInX
  readonly s3: StandInS3
  /** Events that the bus took and nobody got yet. */
  readonly waiting: TakenEvent[]
  /** What each function finds beside its own environment. */
  readonly places: Readonly<Record<string, string>>
  /** Every site fails, or works again; the controls are well. */
  fail(isDown: boolean): void
  close(): Promise<void>
}

/** A key of links as long as they must be; nobody follows these. */
const linkKeys = ['0'.repeat(32)]

const build = async (file: ServiceFile, folder: string, opened: Ends): Promise<Omit<Stage, 'close'>> => {
  const config = join(folder, 'service.yaml')
  await writeFile(config, JSON.stringify(file))
  const { template } = synthesize({ config: [config] })
  const wiring = wiringOf(template)
  const sites = await startSites()
  opened.add(() => sites.close())
  const [added, controls] = [new Map<string, ReturnType<typeof sites.add>>(), /^control-/]
  const staged = onStage(file, name => {
    const site = sites.add(name)
    added.set(name, site)
    return site.url
  })
  const services = join(folder, 'services.json')
  await writeFile(services, JSON.stringify([staged]))
  const database = await startDynamoDb(join(folder, 'dynamodb'), wiring.tables)
  opened.add(() => database.close())
  const waiting: TakenEvent[] = []
  const aws = await startCountingAws({
    database: database.url,
    secret: { ...standInCredentials, linkKeys },
    taken: event => waiting.push(event),
  })
  opened.add(() => aws.close())
  const s3 = await startS3({ directory: join(folder, 's3'), buckets: wiring.buckets })
  opened.add(() => s3.close())
  const x = await startX({ credentials: standInCredentials })
  opened.add(() => x.close())
  return {
    template,
    wiring,
    service: file.id,
    aws,
    x,
    s3,
    waiting,
    places: {
      AWS_REGION: 'local',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL: aws.url,
      AWS_ENDPOINT_URL_S3: s3.url,
      [environment.services]: services,
      [environment.xUrl]: x.url,
      // A switch that waits for the real one must not be told that this one is well.
      [environment.heartbeat]: '',
      // As after `go-live`: what is rehearsed costs nothing of X.
      [environment.firstMode]: 'auto',
    },
    fail: isDown => {
      for (const [name, site] of added)
        if (!controls.test(name)) site.be(isDown ? { is: 'status', status: 503 } : { is: 'healthy' })
    },
  }
}

/** Sets the stage for the service of a file; nothing is left behind once it is closed. */
export const openStage = async (file: ServiceFile): Promise<Stage> => {
  const opened = ends()
  const folder = await mkdtemp(join(tmpdir(), 'atalaya-cost-'))
  opened.add(() => rm(folder, { recursive: true, force: true }))
  try {
    return { ...(await build(file, folder, opened)), close: opened.close }
  } catch (error) {
    await opened.close()
    throw error
  }
}
