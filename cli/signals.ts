/** Aborts at the first Ctrl-C or its like; a second one ends the process at once. */
export const endSignal = (): AbortSignal => {
  const ending = new AbortController()
  const asked = () => {
    if (ending.signal.aborted) process.exit(130)
    ending.abort()
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, asked)
  return ending.signal
}

/** Settles when the signal does; at once if it has. */
export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
