import type { Incident, Step } from '../incident/record.ts'
import type { Service } from '../service/service.ts'

/** The steps that the public hears of: that the body knows is its own word, and no news of what it declared itself. */
export const heardSteps = ({ steps, origin }: Incident, { official }: Service): readonly Step[] =>
  steps.filter(({ facts }) => facts.what !== 'acknowledged' || (official && origin === undefined))
