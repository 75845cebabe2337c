import type { ServiceFile } from '../../lib/service/service.ts'
import { portalMarker } from '../../local/sites.ts'

export const componentIds = ['web', 'sede', 'cita'] as const
export type ComponentId = (typeof componentIds)[number]

const names: Readonly<Record<ComponentId, string>> = {
  web: 'la web del Instituto',
  sede: 'la Sede del Instituto',
  cita: 'la cita previa',
}

/** Milliseconds; every clock of the protocol that the checks must know. */
export const clocks = { round: 1_000, after: 1_000, again: 2_000, lease: 3_000 } as const

/**
 * A body with the protocol's clocks made short. Every fall is a new incident: posts name the minute, and reopened ones
 * within one minute would have the same words.
 */
export const crashService = (sites: Readonly<Record<ComponentId, string>>, control: string): ServiceFile => ({
  id: 'prueba',
  code: 'PR',
  name: { es: 'el Instituto' },
  official: true,
  components: componentIds.map(id => ({
    id,
    name: { es: names[id] },
    targets: [{ url: sites[id], expect: { contains: [portalMarker] }, timeout: '2s', slow: '1900ms' }],
  })),
  controls: [control],
  policy: {
    downRounds: 2,
    upRounds: 2,
    recheck: [],
    reopenWithin: '0s',
    fold: { tellAfter: '4s' },
    reconcile: {
      after: `${clocks.after}ms`,
      again: `${clocks.again}ms`,
      lease: `${clocks.lease}ms`,
      attempts: 5,
    },
  },
  channels: { x: { language: 'es', mode: 'auto', budget: { day: 10_000, month: 100_000 } } },
})
