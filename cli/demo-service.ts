import type { ServiceFile } from '../lib/service/service.ts'
import { portalMarker } from '../local/sites.ts'

/** Addresses of the demo's own sites. */
export interface DemoSites {
  readonly web: string
  readonly sede: string
  readonly control: string
}

const expecting = (url: string) => [
  { url, expect: { contains: [portalMarker] }, timeout: '1s', slow: '900ms' },
]

/**
 * A made-up body that speaks for itself (`official`), so that it tells that it knows, and everything so fast that an
 * outage fits in seconds. The lease leaves a slow machine time to send.
 */
export const demoService = ({ web, sede, control }: DemoSites): ServiceFile => ({
  id: 'demo',
  code: 'DEMO',
  name: { es: 'el Instituto de Ejemplo' },
  official: true,
  components: [
    { id: 'web', name: { es: 'la web del Instituto' }, targets: expecting(web) },
    { id: 'sede', name: { es: 'la Sede Electrónica del Instituto' }, targets: expecting(sede) },
  ],
  controls: [control],
  policy: {
    downRounds: 3,
    upRounds: 2,
    recheck: ['50ms'],
    reconcile: { after: '1s', again: '1s', lease: '12s', attempts: 3 },
  },
  channels: { x: { language: 'es', mode: 'auto' } },
})
