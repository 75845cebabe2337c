/** One firing of one schedule. Epoch milliseconds. */
export interface Firing {
  /** Index of the schedule. */
  readonly shard: number
  readonly due: number
}

/** When each of so many shards starts within a round of `length` milliseconds: evenly, or all at its beginning. */
export const offsetsOf = (shards: number, length: number, atOnce: boolean): readonly number[] =>
  Array.from({ length: shards }, (_, shard) => (atOnce ? 0 : Math.floor((shard * length) / shards)))

/** The firings of the round that begins at `from`, the first one first. */
export const firingsOf = (offsets: readonly number[], from: number): readonly Firing[] =>
  offsets.map((offset, shard) => ({ shard, due: from + offset }))

/** The beginning of the next round that leaves `ahead` milliseconds to get ready. */
export const nextRound = (now: number, length: number, ahead: number): number =>
  Math.ceil((now + ahead) / length) * length
