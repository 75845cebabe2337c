import * as v from 'valibot'
import { nearest } from '../service/nearest.ts'
import { unseenIn } from './unseen.ts'

/** Pieces that every request is made of; each message is what is allowed at its place. */

const upTo = (most: number) =>
  v.pipe(
    v.string('some text'),
    v.trim(),
    v.nonEmpty('some text'),
    v.maxLength(most, `at most ${most} characters`),
  )

export const text = upTo(500)
/** Far more than any channel takes, so that the answer says how much is too much. */
export const words = upTo(2_000)
/** Who asks: it stands in logs and in lines that people read. */
export const name = v.pipe(
  upTo(200),
  v.check(by => unseenIn(by).length === 0, 'one line, without signs that nobody sees'),
)
export const flag = v.optional(v.boolean('true or false'), false)

const instead = (key: string, keys: readonly string[]): string => {
  const near = nearest(key, keys)
  return near === undefined
    ? `no such key; there are ${keys.join(', ')}`
    : `no such key; did you mean "${near}"?`
}

/**
 * Only these keys: a slip of the pen such as `dryRunn` must not become a command in earnest.
 * @param missing What is said where a key is missing, by its name, if not that it takes some text.
 */
export const only = <const Entries extends v.ObjectEntries>(
  entries: Entries,
  missing: Readonly<Record<string, string>>,
): v.StrictObjectSchema<Entries, (issue: v.StrictObjectIssue) => string> =>
  v.strictObject(entries, issue => {
    if (issue.expected === 'never') return instead(String(issue.input), Object.keys(entries))
    return missing[issue.expected.slice(1, -1)] ?? 'some text'
  })
