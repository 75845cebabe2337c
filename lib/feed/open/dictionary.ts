import type { PageFacts } from '../../page/facts.ts'
import { nameIn } from '../../service/service.ts'
import { plain } from '../plain.ts'
import type { incidentColumns } from './incidents.ts'
import { licence } from './licence.ts'
import type { uptimeColumns } from './uptime.ts'

/** What a column means, in Spanish and in English. */
type Meanings<Columns extends readonly string[]> = Readonly<
  Record<Columns[number], readonly [string, string]>
>

export const ofIncidents: Meanings<typeof incidentColumns> = {
  id: ['El código. No cambia nunca.', 'Its code. It never changes.'],
  about: [
    'failure: un fallo; window: un cierre previsto; notice: un aviso de interés.',
    'failure: an outage; window: planned maintenance; notice: a public-interest notice.',
  ],
  ending: [
    'Cómo acabó: recovery (volvió), operator (lo cerró una persona), false-alarm (fue un error nuestro), removed (ya no se mira), ended, elapsed, overrun, cancelled (cierres), told (avisos). Vacío: sigue abierto.',
    'How it ended: recovery, operator (a person closed it), false-alarm (our mistake), removed (no longer watched), ended, elapsed, overrun, cancelled (maintenance), told (notices). Empty: still open.',
  ],
  worst: [
    'Lo peor de un fallo: down (no funcionaba) o degraded (iba mal o muy lento).',
    'The worst of an outage: down or degraded (slow or partly failing).',
  ],
  began: ['Cuándo empezó, en UTC (ISO 8601).', 'When it began, UTC (ISO 8601).'],
  ended: [
    'Cuándo acabó, en UTC. Vacío: sigue abierto, o es un cierre que se alargó (overrun).',
    'When it ended, UTC. Empty: still open, or maintenance that ran over (overrun).',
  ],
  minutes: [
    'Minutos de principio a fin. Vacío: no se sabe el fin.',
    'Minutes from beginning to end. Empty: its end is not known.',
  ],
  planned_until: ['Hasta cuándo se anunció un cierre.', 'Until when maintenance was announced.'],
  components: ['Identificadores, separados por espacios.', 'Ids of components, separated by spaces.'],
  names: ['Sus nombres de entonces, separados por «; ».', 'Their names at the time, separated by "; ".'],
  url: ['Su página, que no se borra.', 'Its page, which stays.'],
}

export const ofUptime: Meanings<typeof uptimeColumns> = {
  date: ['El día, en la hora local del servicio.', "The day, by the service's local clock."],
  component: ['Identificador.', 'Id of the component.'],
  name: ['Su nombre en español.', 'Its name in Spanish.'],
  up: ['Veces que se abrió bien.', 'Looks that found it well.'],
  slow: ['Veces que se abrió despacio.', 'Looks that found it slow.'],
  down: ['Veces que falló.', 'Looks that found it failing.'],
  blind: ['Veces que no lo pudimos saber.', 'Looks that could not tell.'],
  maintenance: ['Veces que tocaba un cierre previsto.', 'Looks during planned maintenance.'],
  uptime_percent: [
    '(up + slow) de cada cien (up + slow + down), hacia abajo. Vacío: no lo vimos.',
    '(up + slow) of a hundred (up + slow + down), rounded down. Empty: never seen.',
  ],
}

const table = (meanings: Readonly<Record<string, readonly [string, string]>>): string =>
  [
    '| campo / field | español | English |',
    '|---|---|---|',
    ...Object.entries(meanings).map(([column, [es, en]]) => `| \`${column}\` | ${es} | ${en} |`),
  ].join('\n')

/** The dictionary of the open data, as Markdown. */
export const dictionary = ({ service, base }: PageFacts): string => `# Datos abiertos / Open data

- Servicio / service: ${plain(nameIn(service.name, 'es'))} (\`${service.id}\`), ${service.timeZone}
- Licencia / licence: [${licence.name}](${licence.url}). Cita la fuente / name the source: ${base}/
- Ficheros / files: \`incidents.csv\`, \`incidents.json\`, \`uptime.csv\`, \`uptime.json\`

Solo informan. No valen para contar plazos. / For information only, and no proof for any deadline.

Miramos desde fuera, más o menos una vez por minuto. Los minutos de un día que faltan no se miraron: un día tiene 1440, o 1380 o 1500 cuando cambia la hora. / We look from outside, about once a minute. Minutes of a day that are missing were not looked at: a day has 1440, or 1380 or 1500 when clocks change.

CSV: RFC 4180, UTF-8, comas y cabecera. Un texto que una hoja de cálculo tomaría por fórmula lleva delante un apóstrofo. / Commas and a header; a text that a spreadsheet would take for a formula has an apostrophe before it.

## incidents

Los de los últimos meses; los más viejos siguen en sus páginas. / Those of the last months; older ones keep their pages.

${table(ofIncidents)}

## uptime

Una fila por día acabado y componente. / One row per finished day and component.

${table(ofUptime)}
`
