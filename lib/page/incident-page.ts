import type { Incident } from '../incident/record.ts'
import { addressOf, incidentPlace, linkFrom } from './address.ts'
import type { PageFacts } from './facts.ts'
import type { PageFile } from './file.ts'
import { codeOf, factsOf, notesOf, stateOf, subjectOf } from './incident-part.ts'
import { markup } from './markup.ts'
import { fileOf } from './shell.ts'
import type { Speech } from './speech.ts'
import { toldOfIncident } from './told.ts'

/** The permanent page of an incident or window. It says nothing that another look would change. */
export const incidentPage = (incident: Incident, facts: PageFacts, speech: Speech): PageFile => {
  const { service } = facts
  const place = incidentPlace(incident.id)
  const { incidents: words } = speech.words
  const [newest] = toldOfIncident(incident, service, speech)
  const here = addressOf(place, speech.language)
  const isOver = incident.status.is === 'resolved'
  const body = markup`<p class="over">${codeOf(incident, speech)}</p>
<h1><bdi>${subjectOf(incident, speech)}</bdi></h1>
${factsOf(incident, speech, service.official)}
${isOver ? undefined : markup`<p><a href="${linkFrom(here, addressOf('', speech.language))}">${words.now}</a></p>`}
<section aria-labelledby="notes"><h2 id="notes">${words.notes}</h2>
<p class="faint">${words.newest}</p>
${notesOf(incident, service, speech)}</section>`
  return fileOf(
    {
      place,
      speech,
      title: `${subjectOf(incident, speech)} (${incident.id})`,
      description: newest?.text ?? stateOf(incident, speech, service.official),
      body,
    },
    facts,
  )
}
