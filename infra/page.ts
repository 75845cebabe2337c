import { Duration } from 'aws-cdk-lib'
import type { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler'
import { Construct } from 'constructs'
import { detailTypes, environment } from '../lib/contract.ts'
import { AtalayaFunction, type AtalayaFunctionProps, patience } from './atalaya-function.ts'
import type { Bus } from './bus.ts'
import type { DeadLetters } from './dead-letters.ts'
import { hintsAndTicks } from './hints.ts'
import { PageBucket } from './page-bucket.ts'
import { ownDomain } from './page-domain.ts'
import { PageNetwork } from './page-network.ts'
import type { Store } from './store.ts'

/** What the page shows may be another after these; certificates and switches are the operators' own. */
const shown = detailTypes.filter(type => type !== 'certificate.expiring' && type !== 'posting.changed')

export interface PageProps extends Pick<AtalayaFunctionProps, 'settings' | 'key' | 'servicesFile'> {
  readonly store: Store
  readonly bus: Bus
  readonly schedules: CfnScheduleGroup
  /** Takes what could not be delivered, and what failed. */
  readonly leftBehind: DeadLetters
}

/** The citizens' page: files that one function keeps, behind a network. An event is a hint; the tick looks every minute. */
export class Page extends Construct {
  readonly function: AtalayaFunction
  readonly files: PageBucket
  /** Where the public reads it, without a slash at its end. */
  readonly url: string

  constructor(scope: Construct, id: string, props: PageProps) {
    super(scope, id)
    const { settings, key, servicesFile, store, bus, schedules, leftBehind } = props
    this.files = new PageBucket(this, 'Files')
    const domain = ownDomain(settings)
    const network = settings.cdn ? new PageNetwork(this, 'Network', this.files, domain) : undefined
    const { bucket } = this.files
    const name =
      domain?.name ?? network?.distribution.distributionDomainName ?? bucket.bucketRegionalDomainName
    this.url = `https://${name}`
    this.function = new AtalayaFunction(this, 'Page', {
      settings,
      key,
      servicesFile,
      entry: 'page',
      description: "Keeps the citizens' page",
      environment: {
        [environment.table]: store.table.tableName,
        [environment.bucket]: bucket.bucketName,
        [environment.pageUrl]: this.url,
      },
      may: [...store.readSpans(), ...this.files.keepFiles()],
      // Six languages are computing; docs/cost.md has what was measured.
      memory: 512,
      timeout: Duration.seconds(60),
      asynchronous: { retries: 2, age: patience, failed: leftBehind },
    })
    this.files.acknowledgeAt(this.function)
    hintsAndTicks(this, {
      bus,
      schedules,
      description: 'What may change what the page shows',
      types: shown,
      target: this.function,
      undelivered: leftBehind,
    })
  }
}
