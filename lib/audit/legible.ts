import type { Facts } from './entry.ts'

/** Where our records keep instants, as epoch milliseconds. */
const instants = { at: true, since: true, back: true, from: true, to: true, announce: true, changed: true }

const isoOf = (value: unknown, key: string): unknown => {
  if (typeof value === 'number') return Object.hasOwn(instants, key) ? new Date(value).toISOString() : value
  if (Array.isArray(value)) return value.map(one => isoOf(one, ''))
  return typeof value === 'object' && value !== null ? legible(value) : value
}

/** The same with instants as people and other programs read them: ISO 8601, UTC. Absent fields are left out. */
export const legible = (value: object): Facts =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .map(([key, field]) => [key, isoOf(field, key)]),
  )
