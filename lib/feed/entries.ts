import { addressOf, incidentPlace } from '../page/address.ts'
import type { PageFacts } from '../page/facts.ts'
import { subjectOf } from '../page/incident-part.ts'
import { nameOf, type Speech, say } from '../page/speech.ts'
import { publicIncidents } from '../page/told.ts'
import { urnOf } from './identity.ts'
import { plain } from './plain.ts'
import { toldIfAny } from './told.ts'

/** One notice of a feed. Nothing of it changes with what comes later. */
export interface FeedEntry {
  /** `urn:uuid:...`, another in each language. */
  readonly id: string
  /** Its own place on the incident's page. */
  readonly url: string
  /** When it was told; epoch milliseconds. */
  readonly at: number
  /** Its first sentence. */
  readonly title: string
  readonly text: string
  /** Such as `SS-0042`. */
  readonly incident: string
  /** What the incident is about, as it was called then. */
  readonly subject: string
}

/** What the feeds of one language have in common. */
export interface Feed {
  readonly id: string
  readonly title: string
  readonly subtitle: string
  readonly home: string
  /** A BCP 47 tag. */
  readonly tag: string
  /** Of the newest entry; epoch milliseconds. Absent: there is none. */
  readonly updated?: number
  /** Who speaks. */
  readonly author: string
  readonly entries: readonly FeedEntry[]
}

const newest = 50

const firstSentence = (text: string): string => text.match(/^.+?[.!?…](?=\s|$)/u)?.[0] ?? text

const entriesOf = (facts: PageFacts, speech: Speech): readonly FeedEntry[] => {
  const { service, base } = facts
  return publicIncidents(facts)
    .flatMap(incident => {
      const page = `${base}/${addressOf(incidentPlace(incident.id), speech.language)}`
      const told = toldIfAny(incident, service, speech) ?? []
      return told.map(({ n, at, text }) => ({
        id: urnOf(`${service.id}/${incident.id}/${n}/${at}/${speech.language}`),
        url: `${page}#${incident.id}-${n}`,
        at,
        title: plain(firstSentence(text)),
        text: plain(text),
        incident: incident.id,
        subject: plain(subjectOf(incident, speech)),
      }))
    })
    .toSorted((one, other) => other.at - one.at)
    .slice(0, newest)
}

/** The newest 50 notices in a language, the newest first: one entry a step, corrections and false alarms among them. */
export const feedOf = (facts: PageFacts, speech: Speech): Feed => {
  const { service, base } = facts
  const entries = entriesOf(facts, speech)
  const [first] = entries
  const name = nameOf(service.name, speech)
  const { words, language, tag } = speech
  return {
    id: urnOf(`${service.id}/feed/${language}`),
    title: plain(say(words.site, { service: name }, speech)),
    subtitle: plain(say(service.official ? words.official : words.unofficial, { service: name }, speech)),
    home: `${base}/${addressOf('', language)}`,
    tag,
    author: service.official ? plain(name) : 'Atalaya',
    entries,
    ...(first && { updated: first.at }),
  }
}
