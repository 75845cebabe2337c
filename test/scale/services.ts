import { townHall } from '../../cli/cost/cast.ts'
import type { ServiceFile } from '../../lib/service/service.ts'
import { portalMarker } from '../../local/sites.ts'

const letters = 4

/** AAAA, AAAB, ...: codes are letters alone, and no two services may share one. */
const codeOf = (n: number): string =>
  Array.from({ length: letters }, (_, place) =>
    String.fromCharCode(65 + (Math.floor(n / 26 ** (letters - 1 - place)) % 26)),
  ).join('')

export const idOf = (n: number): string => `ayuntamiento-${String(n + 1).padStart(5, '0')}`

/** The stand-in sites of a service, by their names. */
export const sitesOf = (id: string): readonly [string, string] => [`${id}-web`, `${id}-sede`]
export const control = 'control'

export interface CastOptions {
  readonly services: number
  /** Seconds. */
  readonly every: number
  /** Address of the sites, with a slash at its end. */
  readonly sites: string
}

/**
 * Town halls that fall at the first bad round and wait, within it, before they look again, as long as they would: what
 * is measured is one round. Waits shrink with the round.
 */
export const castOf = ({ services, every, sites }: CastOptions): readonly ServiceFile[] => {
  const recheck = [2, 10].map(seconds => `${Math.round((seconds * 1_000 * every) / 60)}ms`)
  return Array.from({ length: services }, (_, n) => {
    const id = idOf(n)
    const urls = sitesOf(id)
    return {
      ...townHall,
      id,
      code: codeOf(n),
      components: townHall.components.map((one, place) => {
        const url = `${sites}${urls[place]}/`
        return 'targets' in one && one.targets
          ? { ...one, targets: [{ url, expect: { contains: [portalMarker] } }] }
          : one
      }),
      controls: [`${sites}${control}/`],
      policy: { downRounds: 1, upRounds: 1, recheck },
    }
  })
}
