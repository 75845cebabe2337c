/** Virtual time: things to do, by instant, in the order in which they were put where instants are equal. */
export interface Agenda {
  now(): number
  at(instant: number, act: () => void): void
  /** Does everything until `end`, letting promises run between any two acts. */
  run(end: number): Promise<void>
}

interface Entry {
  readonly at: number
  readonly order: number
  readonly act: () => void
}

const isBefore = (a: Entry, b: Entry) => a.at < b.at || (a.at === b.at && a.order < b.order)

/** A binary heap: a day has some ten thousand acts. */
const heap = () => {
  const entries: Entry[] = []
  const swapUp = (entry: Entry) => {
    let n = entries.push(entry) - 1
    while (n > 0) {
      const parent = (n - 1) >> 1
      const above = entries[parent]
      if (!above || !isBefore(entry, above)) break
      entries[n] = above
      entries[parent] = entry
      n = parent
    }
  }
  const swapDown = (entry: Entry) => {
    let n = 0
    entries[0] = entry
    for (;;) {
      let child = 2 * n + 1
      let below = entries[child]
      const other = entries[child + 1]
      if (below && other && isBefore(other, below)) {
        child++
        below = other
      }
      if (!below || !isBefore(below, entry)) return
      entries[n] = below
      entries[child] = entry
      n = child
    }
  }
  return {
    push: swapUp,
    pop: (): Entry | undefined => {
      const [first] = entries
      const last = entries.pop()
      if (last && entries.length > 0) swapDown(last)
      return first
    },
  }
}

const settled = Promise.resolve()

export const agenda = (start: number): Agenda => {
  const entries = heap()
  let now = start
  let order = 0
  return {
    now: () => now,
    at: (instant, act) => entries.push({ at: Math.max(instant, now), order: order++, act }),
    run: end =>
      new Promise((resolve, reject) => {
        const turn = () => {
          const entry = entries.pop()
          if (!entry || entry.at > end) return setImmediate(resolve)
          now = entry.at
          try {
            entry.act()
          } catch (fault) {
            return reject(fault)
          }
          return settled.then(next)
        }
        // A tick that a promise asks for comes once all of them have run. A turn of the event loop costs more than most acts.
        const next = () => process.nextTick(turn)
        turn()
      }),
  }
}
