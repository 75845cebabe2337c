/** Whoever read what we write has had enough and closed the pipe, as `head` does: no fault of anybody. */
export const isReaderGone = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && fault.code === 'EPIPE'
