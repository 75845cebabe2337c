import type { ServiceFile } from '../../lib/service/service.ts'
import { portalMarker } from '../../local/sites.ts'

const expecting = (url: string) => ({ url, expect: { contains: [portalMarker] } })

/** A town hall: its website and its electronic headquarters, and an office. */
export const townHall: ServiceFile = {
  id: 'ayuntamiento',
  code: 'AY',
  name: { es: 'el Ayuntamiento' },
  components: [
    { id: 'web', name: { es: 'la web municipal' }, targets: [expecting('https://example.org/')] },
    { id: 'sede', name: { es: 'la Sede Electrónica' }, targets: [expecting('https://example.org/sede')] },
    { id: 'oficinas', name: { es: 'las oficinas' }, declared: true },
  ],
  controls: ['https://example.org/control'],
  channels: { x: { language: 'es', mode: 'auto' } },
}

/** Looks as it would, at other addresses, and again at once where it would wait. */
export const onStage = (
  { components, controls, policy, ...service }: ServiceFile,
  siteOf: (name: string) => string,
): ServiceFile => ({
  ...service,
  components: components.map(one =>
    'targets' in one && one.targets !== undefined
      ? {
          ...one,
          targets: one.targets.map((target, n) => ({
            ...target,
            url: siteOf(`${one.id}-${n}`),
            expect: { contains: [portalMarker] },
          })),
        }
      : one,
  ),
  controls: (controls ?? []).map((_, n) => siteOf(`control-${n}`)),
  policy: { ...policy, recheck: (policy?.recheck ?? ['2s', '10s']).map(() => '1ms') },
})
