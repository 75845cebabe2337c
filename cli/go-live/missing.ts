import type { Ready } from '../answer.ts'
import type { Alarms } from './alarms.ts'

/** What was found out of the alarms; or why nothing was. */
export type Heard =
  | ({ readonly is: 'checked' } & Alarms)
  /** AWS did not say. */
  | { readonly is: 'unchecked'; readonly why: string }
  /** A run on this machine has none. */
  | { readonly is: 'none' }

const ofAlarms = (heard: Heard): readonly string[] => {
  switch (heard.is) {
    case 'none':
      return []
    case 'unchecked':
      return [`the alarms were not checked: ${heard.why}`]
    case 'checked': {
      const { count, ringing, confirmed, unconfirmed } = heard
      return [
        ...(count === 0 ? ['there are no alarms: nobody would be woken'] : []),
        ...ringing.map(name => `the alarm ${name} rings: docs/runbook.md says what to do`),
        ...unconfirmed.map(
          address => `${address} has not confirmed that it wants the alarms: look into its inbox`,
        ),
        ...(count > 0 && confirmed === 0
          ? ['nobody hears the alarms: set alarmEmail and deploy, and confirm']
          : []),
      ]
    }
    default:
      return heard satisfies never
  }
}

/** All that speaks against going live, in plain words; the service is named where it is one of several. */
export const missingIn = (services: readonly Ready[], heard: Heard): readonly string[] => {
  const ofServices = services.flatMap(({ service, missing }) =>
    missing.map(one => (services.length > 1 ? `${service}: ${one}` : one)),
  )
  return [...ofServices, ...ofAlarms(heard)]
}
