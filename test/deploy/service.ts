import type { ServiceFile } from '../../lib/service/service.ts'
import { portalMarker } from '../../local/sites.ts'

export interface Places {
  readonly web: string
  readonly sede: string
  readonly control: string
}

const expecting = (url: string) => [
  { url, expect: { contains: [portalMarker] }, timeout: '5s', slow: '4900ms' },
]

/**
 * A made-up body that speaks for itself, with the shortest clocks that a schedule of a minute allows: one round is
 * enough to fall and to be back, and a post in doubt is looked for after some seconds.
 */
export const rehearsalService = ({ web, sede, control }: Places): ServiceFile => ({
  id: 'ensayo',
  code: 'EN',
  name: { es: 'el Instituto de Ejemplo' },
  official: true,
  components: [
    { id: 'web', name: { es: 'la web del Instituto' }, targets: expecting(web) },
    { id: 'sede', name: { es: 'la Sede Electrónica del Instituto' }, targets: expecting(sede) },
  ],
  controls: [control],
  policy: {
    downRounds: 1,
    upRounds: 1,
    recheck: [],
    reconcile: { after: '20s', again: '20s', lease: '30s', attempts: 3 },
  },
  channels: { x: { language: 'es', mode: 'auto' } },
})
