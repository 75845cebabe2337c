import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCountingAws } from '../../../cli/cost/counting-aws.ts'
import { nothing } from '../../../cli/cost/counts.ts'
import type { Environment } from '../../../functions/lambda.ts'
import { environment } from '../../../lib/contract.ts'
import type { ServiceFile } from '../../../lib/service/service.ts'
import { ends } from '../../../local/ends.ts'
import { portalMarker, startSites } from '../../../local/sites.ts'
import { awsEnvironment, startDynalite } from '../../adapters/dynalite.ts'

const minute = 60_000
const hour = 60 * minute

const serviceOf = (urls: readonly string[]): ServiceFile => ({
  id: 'seguridad-social',
  code: 'SS',
  name: { es: 'la Seguridad Social' },
  components: urls.map((url, n) => ({
    id: `componente-${n}`,
    name: { es: `el trámite ${n}` },
    targets: [{ url, expect: { contains: [portalMarker] } }],
  })),
})

/** A service of so many components, all well, and an AWS that counts: what the probe needs for quiet rounds. */
export const quietStage = async (components: number) => {
  const opened = ends()
  const folder = await mkdtemp(join(tmpdir(), 'atalaya-quiet-'))
  opened.add(() => rm(folder, { recursive: true, force: true }))
  const database = await startDynalite()
  opened.add(() => database.close())
  const aws = await startCountingAws({ database: database.url, secret: {}, taken: () => undefined })
  opened.add(() => aws.close())
  const sites = await startSites()
  opened.add(() => sites.close())
  const urls = Array.from({ length: components }, (_, n) => sites.add(`componente-${n}`).url)
  const services = join(folder, 'services.json')
  await writeFile(services, JSON.stringify([serviceOf(urls)]))
  const env: Environment = {
    ...awsEnvironment,
    AWS_ENDPOINT_URL: aws.url,
    [environment.table]: await database.table(),
    [environment.bus]: 'the-bus',
    [environment.services]: services,
    [environment.round]: '60s',
  }
  // The beginning of an hour: what it leaves behind is put away once, sixty rounds later.
  const begun = Math.floor(Date.now() / hour) * hour - 12 * hour
  return {
    env,
    urls,
    /** What the scheduler sends for the nth round; none of the first 720 lies ahead. */
    event: (n: number) => ({
      services: ['seguridad-social'],
      scheduledTime: new Date(begun + n * minute).toISOString(),
    }),
    /** What AWS is asked from now on. */
    count: () => {
      const counts = nothing()
      aws.countFor('probe', counts)
      return counts
    },
    /** Bytes of the record as JSON, which is a little more than DynamoDB counts. */
    bytes: (): number => aws.largest.get('record') ?? 0,
    operations: (): readonly string[] => [...(aws.operations.get('probe') ?? [])].toSorted(),
    close: opened.close,
  }
}

export type QuietStage = Awaited<ReturnType<typeof quietStage>>
