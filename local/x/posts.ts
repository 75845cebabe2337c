import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs'
import { dirname } from 'node:path'
import * as v from 'valibot'
import { jsonOf } from '../body.ts'

const postSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^\d+$/)),
  text: v.string(),
  at: v.number(),
  visible: v.number(),
})

/** Times are epoch milliseconds; the timeline shows it from `visible` on. */
export type StandInPost = Readonly<v.InferOutput<typeof postSchema>>

export class BadPostsFile extends Error {
  override readonly name = 'BadPostsFile'
  readonly file: string

  constructor(file: string, line: number) {
    super(
      `${file}, line ${line}: found no post, which is {"id","text","at","visible"}; mend or remove the file`,
    )
    this.file = file
  }
}

/** Everything that landed, oldest first. */
export interface Posts {
  all(): readonly StandInPost[]
  /** Returns once the post is in the file. */
  add(text: string, at: number, lag: number): StandInPost
}

// Ids are 41 bits of time since the end of 2010, then 22 that tell posts of one millisecond apart.
const epoch = 1_288_834_974_657

const idAfter = (last: StandInPost | undefined, at: number): string => {
  const fresh = BigInt(Math.max(0, at - epoch)) << 22n
  const next = last === undefined ? 0n : BigInt(last.id) + 1n
  return String(fresh > next ? fresh : next)
}

/** A line without its end was cut by a kill before it was answered: nobody was told of it, so it goes. */
const readWhole = (file: string): readonly StandInPost[] => {
  if (!existsSync(file)) return []
  const bytes = readFileSync(file)
  const end = bytes.lastIndexOf(0x0a) + 1
  if (end < bytes.length) truncateSync(file, end)
  const lines = bytes.subarray(0, end).toString('utf8').split('\n').slice(0, -1)
  return lines.map((line, index) => {
    const post = v.safeParse(postSchema, jsonOf(line))
    if (!post.success) throw new BadPostsFile(file, index + 1)
    return post.output
  })
}

/** Posts kept in `file` as JSON lines, or in memory alone. Throws BadPostsFile. */
export const openPosts = (file: string | undefined): Posts => {
  if (file !== undefined) mkdirSync(dirname(file), { recursive: true })
  const posts = file === undefined ? [] : [...readWhole(file)]
  return {
    all: () => posts,
    add: (text, at, lag) => {
      const post = { id: idAfter(posts.at(-1), at), text, at, visible: at + lag }
      if (file !== undefined) appendFileSync(file, `${JSON.stringify(post)}\n`)
      posts.push(post)
      return post
    },
  }
}
