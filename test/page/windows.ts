import type { Incident, Step } from '../../lib/incident/record.ts'

/** A window that has begun, as announced. */
export const running = (planned: Incident): Incident => {
  const at = planned.origin?.is === 'window' ? planned.origin.from : 0
  return {
    ...planned,
    steps: [
      ...planned.steps,
      { n: planned.steps.length + 1, kind: 'update', at, facts: { what: 'started' } },
    ],
  }
}

/** A window that is over, and how that was known at `back`. */
export const closedBy = (what: 'ended' | 'overrun', planned: Incident, back: number): Incident => {
  const begun = running(planned)
  const since = planned.origin?.is === 'window' ? planned.origin.from : 0
  const end: Step = {
    n: begun.steps.length + 1,
    kind: 'end',
    at: back,
    facts: { what, since, back, late: false },
  }
  return { ...begun, status: { is: 'resolved', at: back, how: what }, steps: [...begun.steps, end] }
}
