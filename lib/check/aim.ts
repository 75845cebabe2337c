import type { Journal } from '../ports.ts'
import { type Service, type Target, targetsOf } from '../service/service.ts'
import type { Check, Sight } from './check.ts'
import { judge } from './outcome.ts'

/** A target, and the component that it speaks for. */
export interface Aim {
  readonly component: string
  readonly target: Target
}

export const aimsOf = (service: Service): readonly Aim[] =>
  service.components.flatMap(component =>
    targetsOf(component).map(target => ({ component: component.id, target })),
  )

type Made = Pick<Check, 'at' | 'look' | 'vantage'>

export const checkOf = ({ component, target }: Aim, sight: Sight, made: Made): Check => ({
  component,
  target: target.url,
  ...judge(sight, target),
  phases: sight.phases,
  ...made,
  partial: target.partial,
  ...(sight.certificateExpires === undefined ? {} : { certificateExpires: sight.certificateExpires }),
})

/** Tells the journal of a look; `more` stands beside what every look has. */
export const sayCheck = (
  journal: Journal,
  service: string,
  check: Check,
  more: Readonly<Record<string, unknown>> = {},
): void => {
  const { at, component, target, outcome, reason, phases, look, vantage } = check
  const made = { outcome, reason, phases, look, vantage }
  journal.say({ at, kind: 'check', service, component, target, ...made, ...more })
}
