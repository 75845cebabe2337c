import { fill } from '../words/fill.ts'
import { contract, list } from '../words/grammar.ts'
import { wordsIn } from '../words/language.ts'
import type { Facts } from './entry.ts'
import words from './es.json' with { type: 'json' }
import type { Evidence } from './evidence.ts'
import { plain, table } from './markdown.ts'
import { localIn, reasonWords, type Say, valueWords, wordFor } from './said.ts'
import type { Span } from './spans.ts'

const placesOf = ({ vantages }: Span): string =>
  Object.entries(vantages)
    .map(([vantage, rounds]) => `${plain(vantage)} (${rounds})`)
    .join(', ')

const nameIn = ({ incident }: Evidence, component: string): string =>
  plain(incident.components[component] ?? component)

const spanRows = (evidence: Evidence, spans: readonly Span[], say: Say) =>
  spans.map(span => [
    nameIn(evidence, span.component),
    say(span.from),
    say(span.to),
    String(span.rounds),
    placesOf(span),
    span.reasons.map(reasonWords).join('; '),
  ])

/** How often each component was seen so, and between which looks. */
const totals = (evidence: Evidence, spans: readonly Span[], say: Say): readonly string[] =>
  [...Map.groupBy(spans, ({ component }) => component)].map(([component, its]) => {
    const rounds = its.reduce((sum, span) => sum + span.rounds, 0)
    return fill(words.total, {
      name: nameIn(evidence, component),
      looks: fill(words.looks[rounds === 1 ? 0 : 1] ?? '', { count: String(rounds) }),
      from: say(its[0]?.from),
      to: say(its.at(-1)?.to),
    })
  })

const isFacts = (value: unknown): value is Facts => typeof value === 'object' && value !== null

const stepRows = (evidence: Evidence, say: Say) =>
  evidence.steps.map(({ at, step }) => {
    const facts = isFacts(step.facts) ? step.facts : {}
    const components = Array.isArray(facts.components) ? facts.components : []
    return [
      say(at),
      wordFor(words.what, facts.what),
      facts.since === undefined ? '' : say(facts.since),
      components.map(id => nameIn(evidence, String(id))).join(', '),
    ]
  })

/** Why is for operators, and may name one. */
const postRows = ({ posts }: Evidence, say: Say) =>
  posts.map(({ at, channel, state, text, id }) => {
    const is = wordFor(words.states, state)
    return [say(at), plain(channel), id === undefined ? is : `${is} (${plain(id)})`, plain(text)]
  })

const commandRows = ({ commands }: Evidence, say: Say) =>
  commands.map(({ at, command, asked }) => [
    say(at),
    wordFor(words.commands, command),
    Object.entries(asked)
      .map(([field, value]) => `${wordFor(words.fields, field)}: ${valueWords(value, say)}`)
      .join('; '),
  ])

const chainRows = ({ chains }: Evidence) =>
  chains.map(({ chain, from, to, head }) => [
    chain === 'record' ? words.chains.record : fill(words.chains.other, { chain: plain(chain) }),
    `${from}–${to}`,
    String(head.n),
    `\`${head.hash}\``,
  ])

const section = (title: string, ...parts: readonly string[]): string => [`## ${title}`, ...parts].join('\n\n')

const listed = (
  part: keyof typeof words.about,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  about: string = words.about[part],
): string =>
  rows.length === 0
    ? section(words.sections[part], words.none)
    : section(words.sections[part], about, table(columns, rows))

const bullets = (lines: readonly string[]): string => lines.map(line => `- ${line}`).join('\n')

/** A notice is about no component. */
const subjectOf = ({ service, incident }: Evidence): string => {
  const names = Object.values(incident.components)
  const subject = names.length > 0 ? words.subjects.some : words.subjects.none
  const spanish = wordsIn('es')
  const said = { names: list(names, names.length, spanish), service: service.name }
  return plain(contract(fill(subject, said), spanish))
}

/** Evidence in Spanish for people, as Markdown: what failed and when, what was told, what it proves and how to check it. */
export const documentOf = (evidence: Evidence): string => {
  const { service, incident, exportedAt, chains, seal } = evidence
  const say = localIn(service.timeZone)
  const status = wordFor(words.statuses, incident.status.is)
  const ends = 'at' in incident.status ? `${status}, ${say(incident.status.at)}` : status
  const { columns } = words
  return [
    `# ${fill(words.title, { incident: plain(incident.id) })}`,
    fill(words.intro, {
      subject: subjectOf(evidence),
      at: say(exportedAt),
      zone: plain(service.timeZone),
    }),
    ...(chains.length === 0 ? [words.noLog] : []),
    listed(
      'unreachable',
      columns.spans,
      spanRows(evidence, evidence.unreachable, say),
      [words.about.unreachable, bullets(totals(evidence, evidence.unreachable, say))].join('\n\n'),
    ),
    listed('slow', columns.spans, spanRows(evidence, evidence.slow, say)),
    listed('unseen', columns.spans, spanRows(evidence, evidence.unseen, say)),
    listed('steps', columns.steps, stepRows(evidence, say), fill(words.about.steps, { status: ends })),
    listed('posts', columns.posts, postRows(evidence, say)),
    listed('commands', columns.commands, commandRows(evidence, say)),
    section(words.sections.meaning, bullets(words.meaning)),
    section(
      words.sections.checking,
      bullets(words.checking.map(line => fill(line, { incident: plain(incident.id), seal }))),
      table(columns.chains, chainRows(evidence)),
    ),
    '',
  ].join('\n\n')
}
