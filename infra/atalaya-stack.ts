import { Stack, type StackProps } from 'aws-cdk-lib'
import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler'
import type { Construct } from 'constructs'
import type { Service } from '../lib/service/service.ts'
import { AlarmTopic } from './alarm-topic.ts'
import { Alert } from './alert.ts'
import { boundAll } from './boundary.ts'
import { Bus } from './bus.ts'
import { DeadLetters } from './dead-letters.ts'
import { EscalationTopic } from './escalation-topic.ts'
import { Operate } from './operate.ts'
import { outputs } from './outputs.ts'
import { OwnKey } from './own-key.ts'
import { Page } from './page.ts'
import { Probe } from './probe.ts'
import { Publisher } from './publisher.ts'
import type { Settings } from './settings.ts'
import { Store } from './store.ts'
import { watched } from './watched.ts'
import { XSecret } from './x-secret.ts'

export interface AtalayaStackProps extends StackProps {
  readonly settings: Settings
  readonly services: readonly Service[]
  /** Path of services.json. */
  readonly servicesFile: string
}

/** Everything that watches and tells: scheduler -> probe -> bus -> publishers, one table, operators beside. */
export class AtalayaStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { settings, services, servicesFile, ...props }: AtalayaStackProps,
  ) {
    super(scope, id, { description: 'Atalaya watches online services and tells citizens', ...props })
    const key = settings.ownKeys ? new OwnKey(this, 'OwnKey') : undefined
    const code = { settings, key, servicesFile }

    const store = new Store(this, 'Store', key)
    const bus = new Bus(this, 'Bus')
    const schedules = new CfnScheduleGroup(this, 'Schedules')
    const leftBehind = new DeadLetters(this, 'DeadLetters')
    const started = { schedules, leftBehind }

    const probe = new Probe(this, 'Probe', { ...code, ...started, services, store, bus })
    // Even if no service names the channel: what it still owes there must be seen.
    const secret = new XSecret(this, 'XSecret', key)
    const x = new Publisher(this, 'X', { ...code, ...started, channel: 'x', services, store, bus, secret })
    const page = new Page(this, 'Page', { ...code, ...started, store, bus })
    const operate = new Operate(this, 'Operate', { ...code, store, bus, secret })

    const first = new AlarmTopic(this, 'AlarmTopic', settings.alarmEmail, key)
    const second = new EscalationTopic(this, 'EscalationTopic', first, settings.escalationEmail)
    const told = { first, second, operate, secret }
    const alert = new Alert(this, 'Alert', { ...code, ...told, ...started, store, bus })

    const parts = { first, leftBehind, store, probe, x, page, alert, operate }
    watched(this, { settings, services: services.length, ...parts })

    if (settings.permissionsBoundary !== undefined) boundAll(this, settings.permissionsBoundary)
    outputs(this, { store, bus, operate, page, secret })
  }
}
