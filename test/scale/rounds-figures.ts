import type { Told } from './lines.ts'
import type { Played, Seen } from './play.ts'
import { type Spread, spreadOf } from './statistics.ts'

/** How one round went for the services that are not noisy. Times are milliseconds. */
export interface RoundFigures {
  readonly noise: string | undefined
  readonly shards: number
  /** Beyond the instant at which a shard was due. */
  readonly startedLate: Spread
  readonly invocation: Spread
  /** Services whose round was taken in, of how many. */
  readonly taken: number
  readonly of: number
  /** From the instant at which it was due until a round was taken in. */
  readonly takenAfter: Spread
  /** Taken in only after the next one was due. */
  readonly late: number
  /** Services of which something was not well, that were not told to fail. */
  readonly unwell: number
  readonly faults: number
}

type Line = Extract<Told, { readonly is: 'round' }>

/** When each service was due in a round. */
const duesOf = ({ stage }: Pick<Seen, 'stage'>, { fired }: Played): ReadonlyMap<string, number> =>
  new Map(fired.flatMap(({ shard, due }) => (stage.shards[shard] ?? []).map(id => [id, due] as const)))

const linesOf = ({ told }: Pick<Seen, 'told'>, { round }: Played): readonly Line[] => {
  const id = new Date(round).toISOString()
  return told.filter(line => line.is === 'round' && line.round === id).filter(line => line.is === 'round')
}

/** Milliseconds from the due instant until the rounds of these services were taken in. */
const takenAfter = (seen: Seen, played: Played, counts: (service: string) => boolean): readonly number[] => {
  const dues = duesOf(seen, played)
  return linesOf(seen, played)
    .filter(({ taken, service }) => taken && counts(service))
    .map(({ service, at }) => at - (dues.get(service) ?? at))
}

export const figuresOfRound = (seen: Seen, played: Played): RoundFigures => {
  const { options, noisy, failing, stage } = seen
  const isOther = (service: string) => !noisy.includes(service)
  const after = takenAfter(seen, played, isOther)
  const meant = played.noise === undefined ? failing : []
  return {
    noise: played.noise,
    shards: played.fired.length,
    startedLate: spreadOf(played.fired.map(({ started, due }) => started - due)),
    invocation: spreadOf(played.fired.map(({ started, ended }) => ended - started)),
    taken: after.length,
    of: stage.shards.flat().filter(isOther).length,
    takenAfter: spreadOf(after),
    late: after.filter(milliseconds => milliseconds > options.every * 1_000).length,
    unwell: linesOf(seen, played).filter(
      ({ well, service }) => !well && isOther(service) && !meant.includes(service),
    ).length,
    faults: played.fired.filter(({ fault }) => fault !== undefined).length,
  }
}

/** Rounds of services beside a noisy one, and of those in other shards, over all rounds on time. */
export const neighbours = (seen: Seen): { readonly beside: Spread; readonly elsewhere: Spread } => {
  const beside = new Set(
    seen.stage.shards
      .filter(ids => ids.some(id => seen.noisy.includes(id)))
      .flat()
      .filter(id => !seen.noisy.includes(id)),
  )
  const onTime = seen.rounds.filter(({ noise }) => noise !== undefined)
  const of = (counts: (service: string) => boolean) =>
    spreadOf(onTime.flatMap(played => takenAfter(seen, played, counts)))
  return {
    beside: of(id => beside.has(id)),
    elsewhere: of(id => !beside.has(id) && !seen.noisy.includes(id)),
  }
}
