/** Tells a person which step it is, and how long it took. */
export interface Steps {
  /** Runs one, and says its seconds at the end, however it ends. */
  take<T>(name: string, act: () => Promise<T> | T): Promise<T>
  /** A line within a step. */
  say(text: string): void
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`

/** `total`: how many there are. */
export const stepsTo = (write: (text: string) => void, total: number): Steps => {
  let taken = 0
  return {
    take: async (name, act) => {
      taken += 1
      const began = performance.now()
      const place = `${taken}/${total} ${name}`
      write(`${place}\n`)
      try {
        return await act()
      } finally {
        write(`${place}: ${seconds(performance.now() - began)}\n\n`)
      }
    },
    say: text => write(`${text.replace(/^(?=.)/gm, '    ')}\n`),
  }
}
