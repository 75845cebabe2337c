/** No entry is nested deeper; a file that is has been made to break its reader. */
const deepest = 64

/** What has no canonical text: nested too deep. */
export class NotCanonical extends Error {
  override readonly name = 'NotCanonical'
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0

const written = (value: unknown, depth: number): string => {
  if (depth > deepest) throw new NotCanonical(`nested deeper than ${deepest}`)
  if (Array.isArray(value)) return `[${value.map(one => written(one ?? null, depth + 1)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .toSorted(byKey)
    .map(([key, field]) => `${JSON.stringify(key)}:${written(field, depth + 1)}`)
  return `{${fields.join(',')}}`
}

/**
 * The one JSON text of a value: keys sorted by their UTF-16 units, no white space, absent fields left out, numbers and
 * strings as JSON.stringify writes them. A value and its copy out of JSON have the same. Throws NotCanonical.
 */
export const canonical = (value: unknown): string => written(value, 0)
