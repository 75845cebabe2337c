import type { Asked } from '../../../lib/check/asked.ts'
import type { ServiceFile } from '../../../lib/service/service.ts'
import { gatewayEvent } from '../../../local/gateway.ts'
import { portalMarker } from '../../../local/sites.ts'

const service = (id: string, components: ServiceFile['components']): ServiceFile => ({
  id,
  code: 'PR',
  name: { es: 'el Instituto' },
  components,
  channels: { x: { language: 'es', mode: 'auto' } },
})

/** One that nothing is looked at of, and one with a page. */
export const servicesFor = (site: string): readonly ServiceFile[] => [
  service('oficinas', [{ id: 'oficinas', name: { es: 'las oficinas' }, declared: true }]),
  service('sede', [
    {
      id: 'sede',
      name: { es: 'la Sede Electrónica' },
      targets: [{ url: site, expect: { contains: [portalMarker] } }],
    },
  ]),
]

const asked = (url: string): Asked => ({
  service: 'sede',
  targets: [
    {
      url: `${url}/look`,
      headers: {},
      expect: { status: [200], contains: [portalMarker] },
      timeout: 5_000,
      slow: 4_000,
      partial: false,
    },
  ],
  controls: [],
  deadline: 10_000,
})

const command = JSON.stringify({ request: 'bench-1', by: 'ana', command: 'status', service: 'oficinas' })
const arn = 'arn:aws:iam::123456789012:user/ana'

/** What each is started with by AWS; `look`: a round that begins with a look. */
export const eventOf = (name: string, url: string): unknown => {
  const scheduledTime = new Date().toISOString()
  switch (name) {
    case 'probe':
      return { services: ['oficinas'], scheduledTime }
    case 'look':
      return { services: ['sede'], scheduledTime }
    case 'operate':
      return gatewayEvent(
        { route: { key: 'POST /commands', target: 'operate', isSigned: true }, path: {} },
        command,
        arn,
      )
    case 'vantage':
      return asked(url)
    default:
      return { tick: true }
  }
}
