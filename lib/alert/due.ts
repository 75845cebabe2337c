import type { Alert } from './alert.ts'
import { unattended } from './attention-alerts.ts'
import { oldCertificates } from './certificate-alerts.ts'
import { badComponents, blindComponents } from './component-alerts.ts'
import { creditsToBuy } from './credit-alerts.ts'
import { longHolds } from './hold-alerts.ts'
import type { Look } from './look.ts'
import { postsToSettle } from './post-alerts.ts'
import { longRehearsals } from './rehearsal-alerts.ts'
import { stepsToTell } from './step-alerts.ts'

const rules = [
  stepsToTell,
  unattended,
  badComponents,
  blindComponents,
  postsToSettle,
  creditsToBuy,
  longHolds,
  longRehearsals,
  oldCertificates,
] as const

/** All that operators should know now, told or not. The same facts give the same keys. */
export const due = (look: Look): readonly Alert[] => rules.flatMap(rule => rule(look))
