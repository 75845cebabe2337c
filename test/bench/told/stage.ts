import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jsonJournal } from '../../../functions/lambda.ts'
import { synthesize } from '../../../infra/template.ts'
import { standInCredentials } from '../../../lib/adapters/x-credentials.ts'
import type { JournalLine } from '../../../lib/ports.ts'
import type { ServiceFile } from '../../../lib/service/service.ts'
import { startDynamoDb } from '../../../local/dynamodb.ts'
import type { Ends } from '../../../local/ends.ts'
import { environmentOf } from '../../../local/environment.ts'
import { startEventBridge } from '../../../local/eventbridge.ts'
import { startLambdas } from '../../../local/lambda.ts'
import { startS3 } from '../../../local/s3.ts'
import { portalMarker, startSites } from '../../../local/sites.ts'
import { wiringOf } from '../../../local/wiring.ts'
import { startX } from '../../../local/x.ts'

const serviceOf = (id: string, url: string, control: string): ServiceFile => ({
  id,
  code: 'PR',
  name: { es: 'el Instituto' },
  components: [
    {
      id: 'sede',
      name: { es: 'la Sede Electrónica del Instituto' },
      targets: [{ url, expect: { contains: [portalMarker] } }],
    },
  ],
  controls: [control],
  policy: { downRounds: 2, recheck: [] },
  channels: { x: { language: 'es', mode: 'auto' } },
})

export class NoProbe extends Error {
  override readonly name = 'NoProbe'
}

/** The local run's parts, wired by the template, without its clock: the rounds are ours to begin. `opened` ends them. */
export const toldStage = async (ids: readonly string[], opened: Ends) => {
  const folder = await mkdtemp(join(tmpdir(), 'atalaya-told-'))
  // A file that is being written when its function is given up comes late.
  opened.add(() => rm(folder, { recursive: true, force: true, maxRetries: 20 }))
  const sites = await startSites()
  opened.add(() => sites.close())
  const site = sites.add('sede')
  const control = sites.add('control')
  const files = ids.map(id => serviceOf(id, site.url, control.url))
  const config = join(folder, 'service.yaml')
  await writeFile(config, JSON.stringify(files[0]))
  const wiring = wiringOf(synthesize({ config: [config] }).template)
  const services = join(folder, 'services.json')
  await writeFile(services, JSON.stringify(files))
  const database = await startDynamoDb(join(folder, 'dynamodb'), wiring.tables)
  opened.add(() => database.close())
  const s3 = await startS3({ directory: join(folder, 's3'), buckets: wiring.buckets })
  opened.add(() => s3.close())
  let asked = () => {}
  const x = await startX({
    credentials: standInCredentials,
    // It looks at the clock with every request: that is when it came.
    now: () => {
      asked()
      return Date.now()
    },
  })
  opened.add(() => x.close())
  const bus = await startEventBridge({
    buses: wiring.buses,
    rules: wiring.rules,
    deliver: (target, event) => lambdas.send(target, event),
  })
  opened.add(() => bus.close())
  let said: (line: JournalLine) => void = () => {}
  const json = jsonJournal(() => undefined)
  const places = {
    dynamodb: database.url,
    eventbridge: bus.url,
    s3: s3.url,
    services,
    every: 60,
    xUrl: x.url,
    credentials: standInCredentials,
    linkKeys: JSON.stringify(['0'.repeat(32)]),
    url: 'http://127.0.0.1:1',
    lambda: undefined,
  }
  const lambdas = await startLambdas({
    functions: wiring.functions,
    environment: one => environmentOf(one, places),
    journal: {
      say: line => {
        json.say(line)
        said(line)
      },
    },
    scale: 1,
  })
  opened.add(() => lambdas.close(5_000))
  const probe = wiring.functions.find(({ entry }) => entry === 'functions/probe.ts')
  if (!probe) throw new NoProbe('the template has no functions/probe.ts')
  return {
    site,
    posts: () => x.posts().length,
    /** One round of one service, through the probe's handler. */
    round: (id: string, scheduledTime: string) => lambdas.invoke(probe.id, { services: [id], scheduledTime }),
    /** Called when X is asked for something. */
    onAsked: (take: () => void) => {
      asked = take
    },
    /** Called with every line of the journal. */
    onLine: (take: (line: JournalLine) => void) => {
      said = take
    },
  }
}

export type ToldStage = Awaited<ReturnType<typeof toldStage>>
