/** What was looked at from outside, and what of it is not as it must be. */
export interface Findings {
  readonly wrong: readonly string[]
  readonly seen: number
  /** `found` is what was there instead. */
  see(what: string, isSo: boolean, found?: unknown): void
}

const shown = (found: unknown): string => (typeof found === 'string' ? found : JSON.stringify(found))

export const findings = (say: (text: string) => void): Findings => {
  const wrong: string[] = []
  let seen = 0
  return {
    wrong,
    get seen() {
      return seen
    },
    see: (what, isSo, found) => {
      seen += 1
      if (!isSo) wrong.push(found === undefined ? what : `${what}; found: ${shown(found)}`)
      say(`  ${isSo ? 'yes' : 'NO '}  ${what}`)
    },
  }
}
