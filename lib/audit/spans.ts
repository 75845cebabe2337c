import type { Entry, RoundFact, Sighting } from './entry.ts'

/** Rounds in a row in which one component was seen the same way; whatever nobody saw ends a span. Times are ISO 8601, UTC. */
export interface Span {
  readonly component: string
  /** When the first and the last look that showed it began. */
  readonly from: string
  readonly to: string
  readonly rounds: number
  /** Rounds from each vantage. */
  readonly vantages: Readonly<Record<string, number>>
  readonly reasons: readonly string[]
}

interface Look {
  readonly component: string
  readonly round: RoundFact
  readonly sighting: Sighting
}

interface Running {
  readonly span: Span
  /** The round that would continue it, epoch milliseconds. */
  readonly next: number
}

const looksOf = (entries: readonly Entry[], outcome: Sighting['outcome']): readonly Look[] =>
  entries
    .filter(entry => entry.kind === 'round')
    .flatMap(round =>
      Object.entries(round.seen).map(([component, sighting]) => ({ component, round, sighting })),
    )
    .filter(({ sighting }) => sighting.outcome === outcome)

const begun = ({ component, round, sighting }: Look): Span => ({
  component,
  from: sighting.at,
  to: sighting.at,
  rounds: 1,
  vantages: { [round.vantage]: 1 },
  reasons: [...(sighting.reasons ?? [])],
})

const longer = (span: Span, { round: { vantage }, sighting }: Look): Span => ({
  ...span,
  to: sighting.at,
  rounds: span.rounds + 1,
  vantages: { ...span.vantages, [vantage]: (span.vantages[vantage] ?? 0) + 1 },
  reasons: [...new Set([...span.reasons, ...(sighting.reasons ?? [])])],
})

const ofComponent = (looks: readonly Look[]): readonly Span[] => {
  const spans: Running[] = []
  for (const look of looks) {
    const at = Date.parse(look.round.round)
    const next = at + look.round.every * 1_000
    const last = spans.at(-1)
    if (last?.next === at) spans.splice(-1, 1, { span: longer(last.span, look), next })
    else spans.push({ span: begun(look), next })
  }
  return spans.map(({ span }) => span)
}

/**
 * The spans in which components were seen so, by component and time. A round that is not in the log was good, or was
 * never made; neither says that the component failed, so a span ends before it.
 */
export const spansOf = (entries: readonly Entry[], outcome: Sighting['outcome']): readonly Span[] =>
  [...Map.groupBy(looksOf(entries, outcome), ({ component }) => component).values()].flatMap(ofComponent)
