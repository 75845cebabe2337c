import * as v from 'valibot'

/** A post as the stand-in X shows it, newest first there. */
const timelineSchema = v.array(v.object({ id: v.string(), text: v.string() }))
export type Timeline = readonly string[]

/** What X shows, oldest first: seen from outside, whatever we believe that we told. */
export const timelineOf = async (xUrl: string): Promise<Timeline> => {
  const response = await fetch(new URL('/posts.json', xUrl))
  return v
    .parse(timelineSchema, await response.json())
    .map(post => post.text)
    .reverse()
}

/** One post of the story: a name for people, and what its words must say. */
export interface Expected {
  readonly what: string
  readonly says: readonly RegExp[]
}

const wrongWith = (text: string | undefined, { what, says }: Expected, nth: number): readonly string[] => {
  if (text === undefined) return [`post ${nth} (${what}) was not told`]
  return says
    .filter(pattern => !pattern.test(text))
    .map(pattern => `post ${nth} (${what}) does not say ${pattern}: ${text}`)
}

/** What is wrong with what was told: the expected posts, each once, in their order, and nothing else. Empty: all right. */
export const wrongIn = (told: Timeline, expected: readonly Expected[]): readonly string[] => [
  ...expected.flatMap((one, index) => wrongWith(told[index], one, index + 1)),
  ...told.slice(expected.length).map(text => `a post that nothing in the story calls for: ${text}`),
  ...(new Set(told).size < told.length ? ['a post was told twice in the same words'] : []),
]
