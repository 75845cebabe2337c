const step = 20

/** Watches how long this process stands still: what it then does late, the protocol does not assume. */
export const stallsHere = () => {
  let longest = 0
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last - step)
    last = now
  }, step)
  return {
    /** Milliseconds. */
    longest: () => Math.round(longest),
    end: () => clearInterval(timer),
  }
}
