import type { Options } from './options.ts'

type Shards = readonly (readonly string[])[]

/** The nth service, counting across the shards: the first of each, then the second of each. */
const across = (shards: Shards): readonly string[] => {
  const longest = Math.max(0, ...shards.map(ids => ids.length))
  return Array.from({ length: longest }, (_, place) =>
    shards.flatMap(ids => (ids[place] === undefined ? [] : [ids[place]])),
  ).flat()
}

/** Which services misbehave, each in a shard of its own as far as there are, and which others fail at once. */
export const chosen = (
  shards: Shards,
  { noisy, failing }: Pick<Options, 'noisy' | 'failing'>,
): { readonly noisy: readonly string[]; readonly failing: readonly string[] } => {
  const all = across(shards)
  return { noisy: all.slice(0, noisy), failing: all.slice(all.length - failing) }
}
