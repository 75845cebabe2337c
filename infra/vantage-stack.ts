import { Duration, Stack, type StackProps } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { AtalayaFunction } from './atalaya-function.ts'
import { boundAll } from './boundary.ts'
import { OwnKey } from './own-key.ts'
import type { Settings } from './settings.ts'
import { vantageName } from './vantages.ts'

export interface VantageStackProps extends StackProps {
  readonly settings: Settings
  /** Path of services.json. */
  readonly servicesFile: string
  /** The name of the stack that asks. */
  readonly home: string
}

/**
 * One function in another region that looks when home asks. It reads no table, hears no bus and knows no secret.
 * No alarm: home says when there is no answer.
 */
export class VantageStack extends Stack {
  constructor(scope: Construct, id: string, { settings, servicesFile, home, ...props }: VantageStackProps) {
    super(scope, id, { description: `Looks for ${home} from another region`, ...props })
    const key = settings.ownKeys ? new OwnKey(this, 'OwnKey') : undefined
    new AtalayaFunction(this, 'Vantage', {
      settings,
      key,
      servicesFile,
      name: vantageName(home),
      entry: 'vantage',
      description: 'Looks at what is bad as seen from home',
      environment: {},
      may: [],
      // As the probe's: with less, our own slowness would count as theirs.
      memory: 384,
      // Home asks for less time than a round has; this is for what does not end by itself.
      timeout: Duration.seconds(55),
      asynchronous: { retries: 0, age: Duration.minutes(1) },
    })
    if (settings.permissionsBoundary !== undefined) boundAll(this, settings.permissionsBoundary)
  }
}
