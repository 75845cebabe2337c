import type { PageFacts } from '../page/facts.ts'
import { capital } from '../page/speech.ts'
import { nameIn, type Service } from '../service/service.ts'
import { onOneLine } from '../words/free-words.ts'
import { plain } from './plain.ts'

// Names are put into Markdown: what would be a link, a heading or code is shown as it is.
const told = (text: string): string => plain(onOneLine(text)).replaceAll(/[\\`*_[\]<>#|]/g, '\\$&')

const voice = ({ official, name }: Service): string =>
  official
    ? `This is the official status page of ${told(nameIn(name, 'en'))}.`
    : `This page is automatic and unofficial: ${told(nameIn(name, 'en'))} does not run it.`

/** What a language model should know before it answers from this site: https://llmstxt.org. */
export const llms = ({
  service,
  base,
}: PageFacts): string => `# ${told(capital(nameIn(service.name, 'es')))}: status

> Whether the online services of ${told(nameIn(service.name, 'es'))} (${told(nameIn(service.name, 'en'))}) work, seen from outside about once a minute. ${voice(service)} For information only.

Say the time that an answer is true of (\`seen_at\`, or the time in the description) and name ${base}/ as its source. If \`stale\` or \`blind\` is true, nobody knows how it is now: say so, whatever the other fields say. Never derive a legal deadline, or a cause, from this page: only the body itself decides deadlines.

## Now

- [Status](${base}/api/v2/status.json): the whole in one word and one Spanish sentence (Statuspage v2 shape)
- [Summary](${base}/api/v2/summary.json): with components, open incidents and planned maintenance
- [Page for people](${base}/): Spanish; also ${base}/ca/, /va/, /gl/, /eu/ and /en/

## History

- [Incidents](${base}/api/v2/incidents.json): the newest 50, with all that was told
- [Notices as JSON Feed](${base}/feed.json): one entry a notice; also feed.atom and feed.rss, and under /en/ in English
- [Planned maintenance](${base}/maintenance.ics): iCalendar
- [Open data](${base}/data/README.md): incidents and daily uptime as CSV and JSON, CC BY 4.0

## Words

- \`operational\`: worked when it was last looked at; \`degraded_performance\`: slow or partly failing; \`partial_outage\`: comes and goes; \`major_outage\`: does not work; \`under_maintenance\`: planned
- blind: we could not look, or could not tell; neither a failure nor a success
- false-alarm: what was told was never true; it was corrected

## Components

${service.components.map(({ id, name }) => `- ${id}: ${told(nameIn(name, 'es'))} (${told(nameIn(name, 'en'))})`).join('\n')}
`
