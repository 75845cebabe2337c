import { Alarm } from 'aws-cdk-lib/aws-cloudwatch'
import type { Construct } from 'constructs'
import type { AlarmTopic } from './alarm-topic.ts'
import type { Alert } from './alert.ts'
import { dashboard } from './dashboard.ts'
import type { DeadLetters } from './dead-letters.ts'
import { alarmsOfFunctions } from './function-alarms.ts'
import type { Operate } from './operate.ts'
import type { Page } from './page.ts'
import type { Probe } from './probe.ts'
import type { Publisher } from './publisher.ts'
import type { Settings } from './settings.ts'
import type { Store } from './store.ts'
import { alarmsOfWatch } from './watch-alarms.ts'

export interface WatchedProps {
  readonly settings: Settings
  /** How many services are looked at each minute. */
  readonly services: number
  readonly first: AlarmTopic
  readonly leftBehind: DeadLetters
  readonly store: Store
  readonly probe: Probe
  readonly x: Publisher
  readonly alert: Alert
  readonly operate: Operate
  readonly page: Page
}

const shipped = 'docs/runbook.md'

/** Who sees that Atalaya itself is not well: the alarms and, where it is wanted, a dashboard. */
export const watched = (scope: Construct, props: WatchedProps): void => {
  const { settings, services, first, leftBehind, store, probe, x, alert, operate, page } = props
  const runbook = settings.runbookUrl ?? shipped
  const told = { topic: first.topic, runbook }
  alarmsOfWatch(scope, services, told)
  alarmsOfFunctions(scope, { leftBehind, operate }, told)
  if (!settings.dashboard) return
  const alarms = scope.node.children.filter(one => one instanceof Alarm)
  const functions = {
    probe: probe.function,
    [`publisher of ${x.channel}`]: x.function,
    page: page.function,
    alerts: alert.function,
    operators: operate.function,
  }
  dashboard(scope, { functions, store, api: operate.address, leftBehind, alarms, runbook })
}
