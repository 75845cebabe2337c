import type { Remark } from './problem.ts'
import { type Component, type Service, type Target, targetsOf } from './service.ts'

const roundMilliseconds = 50_000
/** What a round keeps of it for other vantages. */
const vantageMilliseconds = 7_000
const timelineLag = 140_000

const warning = (path: string, found: string, allowed: string): Remark => ({
  severity: 'warning',
  path,
  found,
  allowed,
})

const seconds = (milliseconds: number) => `${milliseconds / 1_000}s`

const noControls = ({ controls, components }: Service): readonly Remark[] =>
  controls.length > 0 || components.every(one => targetsOf(one).length === 0)
    ? []
    : [
        warning(
          'controls',
          'none',
          "one or more unrelated addresses; without them an outage of our own network is told as the body's",
        ),
      ]

const noMarker = ({ expect }: Target, path: string): readonly Remark[] =>
  expect.contains.length > 0 || expect.title !== undefined
    ? []
    : [
        warning(
          `${path}.expect.contains`,
          'nothing',
          'a text that only a healthy page has; a status alone is never enough',
        ),
      ]

const neverSlow = ({ slow, timeout }: Target, path: string): readonly Remark[] =>
  slow < timeout
    ? []
    : [
        warning(
          `${path}.slow`,
          seconds(slow),
          `less than the timeout, ${seconds(timeout)}; else nothing is ever slow`,
        ),
      ]

/** Below this no Lambda timeout, in whole seconds, lies between the end of a request and the end of its lease. */
const shortestLease = 4_000

const shortLease = ({ policy: { reconcile } }: Service): readonly Remark[] =>
  reconcile.lease >= shortestLease
    ? []
    : [
        warning(
          'policy.reconcile.lease',
          seconds(reconcile.lease),
          `at least ${seconds(shortestLease)}; shorter ones are for trying things out`,
        ),
      ]

/** With two voices one that says otherwise is half: then nobody can tell, and nothing is told. */
const oneVantage = ({ vantages }: Service): readonly Remark[] =>
  vantages.length === 1
    ? [
        warning(
          'vantages',
          'one region',
          'two or three; where one alone sees what home does not, nothing is told',
        ),
      ]
    : []

/** The look and its rechecks, each as long as it may take, must end inside the round. */
const tooLong = ({ timeout }: Target, path: string, service: Service): readonly Remark[] => {
  const { recheck } = service.policy
  const room = roundMilliseconds - (service.vantages.length > 0 ? vantageMilliseconds : 0)
  const whole = timeout * (recheck.length + 1) + recheck.reduce((sum, pause) => sum + pause, 0)
  const found = `${seconds(timeout)}: ${seconds(whole)} with its rechecks`
  return whole <= room
    ? []
    : [warning(`${path}.timeout`, found, `${seconds(room)} in all; else rechecks are left out`)]
}

const ofComponent = (component: Component, index: number, service: Service): readonly Remark[] =>
  targetsOf(component).flatMap((target, place) => {
    const path = `components[${index}].targets[${place}]`
    return [...noMarker(target, path), ...neverSlow(target, path), ...tooLong(target, path, service)]
  })

/** A resend is safe only after the channel's own timeline has had time to show the first attempt. */
const tooSoon = ({ policy }: Service): readonly Remark[] => {
  const { after, again } = policy.reconcile
  return after + again >= timelineLag
    ? []
    : [
        warning(
          'policy.reconcile',
          `${seconds(after + again)} from the answer to the second look`,
          `${seconds(timelineLag)} or more; a post that shows later may be sent twice`,
        ),
      ]
}

/** What a service may say but hardly means: warnings, never errors. */
export const advice = (service: Service): readonly Remark[] => [
  ...service.components.flatMap((component, index) => ofComponent(component, index, service)),
  ...noControls(service),
  ...oneVantage(service),
  ...tooSoon(service),
  ...shortLease(service),
]
