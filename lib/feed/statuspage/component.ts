import { isWindow } from '../../incident/incident.ts'
import type { Incident } from '../../incident/record.ts'
import type { PageFacts } from '../../page/facts.ts'
import type { ComponentSight } from '../../page/sight.ts'
import { sightText } from '../../page/sight-text.ts'
import { capital, nameOf } from '../../page/speech.ts'
import { publicIncidents } from '../../page/told.ts'
import { languages } from '../../service/channel.ts'
import { type Names, nameIn } from '../../service/service.ts'
import { iso } from '../instants.ts'
import { plain } from '../plain.ts'
import type { TheirComponent } from './shapes.ts'
import type { Site } from './site.ts'
import { isBlind, statusOf } from './theirs.ts'

const namesByLanguage = (names: Names): Record<string, string> =>
  Object.fromEntries(languages.map(language => [language, plain(nameIn(names, language))]))

/** A window opens or closes; operators say that something fails, or is over. */
const turnsOf = (incident: Incident): readonly number[] => {
  if (incident.origin === undefined) return []
  const turns = incident.steps.filter(one => one.kind !== 'update' || one.facts.what === 'started')
  return [...turns.map(({ at }) => at), ...(isWindow(incident) ? [incident.origin.from] : [])]
}

/** When what is believed of it last changed. Epoch milliseconds; 0: never. */
const changed = (id: string, facts: PageFacts): number => {
  const { record } = facts
  if (record === undefined) return 0
  const told = publicIncidents(facts).filter(({ names }) => Object.hasOwn(names, id))
  const instants = [record.components[id]?.since ?? 0, ...told.flatMap(turnsOf)]
  return Math.max(0, ...instants.filter(at => at <= record.round))
}

/** What its status leaves unsaid. Of what is well there is nothing to say that would not change with every look. */
const descriptionOf = ({ names, sight }: ComponentSight, { steady, speech }: Site): string | null =>
  sight.is === 'good' || sight.is === 'quiet' ? null : plain(sightText({ names, sight }, steady, speech))

const componentOf = (one: ComponentSight, position: number, site: Site): TheirComponent => {
  const { id, names, sight } = one
  const { facts, speech } = site
  const updated = iso(changed(id, facts))
  return {
    id,
    name: plain(capital(nameOf(names, speech))),
    status: statusOf(sight),
    created_at: updated,
    updated_at: updated,
    position,
    description: descriptionOf(one, site),
    showcase: true,
    start_date: null,
    group_id: null,
    page_id: facts.service.id,
    group: false,
    only_show_if_degraded: false,
    atalaya: { blind: isBlind(sight), sight: sight.is, names: namesByLanguage(names) },
  }
}

/** Every component of the service's file, in its order. */
export const componentsOf = (site: Site): TheirComponent[] =>
  site.sights.map((one, index) => componentOf(one, index + 1, site))
