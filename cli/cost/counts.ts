/** What AWS and X would bill of some calls, and the calls themselves. */
export interface Counts {
  /** Read units of DynamoDB: 4 KB read consistently is one. */
  reads: number
  /** Write units of DynamoDB: 1 KB is one; so is an entry that the index gains or loses. */
  writes: number
  /** Entries of PutEvents. */
  events: number
  /** Times that the secret was read. */
  secrets: number
  /** Messages to topics. */
  messages: number
  /** Files that were put, and listings of them. */
  files: number
  /** Posts that X took. */
  posts: number
  /** Other requests to X. */
  xReads: number
  /** Requests to the sites that are watched. */
  looks: number
  /** Calls of AWS, of any kind. */
  calls: number
  /** Bytes that a function wrote to its log. */
  logBytes: number
  /** Lines of the log. */
  logLines: number
}

export const counted = [
  'reads',
  'writes',
  'events',
  'secrets',
  'messages',
  'files',
  'posts',
  'xReads',
  'looks',
  'calls',
  'logBytes',
  'logLines',
] as const satisfies readonly (keyof Counts)[]

export const nothing = (): Counts => ({
  reads: 0,
  writes: 0,
  events: 0,
  secrets: 0,
  messages: 0,
  files: 0,
  posts: 0,
  xReads: 0,
  looks: 0,
  calls: 0,
  logBytes: 0,
  logLines: 0,
})

const each = (of: (key: keyof Counts) => number): Counts => {
  const made = nothing()
  for (const key of counted) made[key] = of(key)
  return made
}

export const plus = (a: Readonly<Counts>, b: Readonly<Counts>): Counts => each(key => a[key] + b[key])
export const times = (a: Readonly<Counts>, n: number): Counts => each(key => a[key] * n)
