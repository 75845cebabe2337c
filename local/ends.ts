/** What has to be closed at the end, in the order of opening. */
export interface Ends {
  add(close: () => unknown): void
  /** Closes everything, newest first, once; a close that fails does not keep the others open. */
  close(): Promise<void>
}

export const ends = (): Ends => {
  const open: (() => unknown)[] = []
  let closing: Promise<void> | undefined
  const closeAll = async () => {
    const failed: unknown[] = []
    for (const close of open.reverse()) {
      try {
        await close()
      } catch (error) {
        failed.push(error)
      }
    }
    if (failed.length > 0) throw new AggregateError(failed, 'not everything could be closed')
  }
  return {
    add: close => void open.push(close),
    close: () => {
      closing ??= closeAll()
      return closing
    },
  }
}
