/** Why a run cannot start, in words for the person at the keyboard; they say what to do. */
export class RunRefused extends Error {
  override readonly name = 'RunRefused'
}

/** One line for people: an error's name and message, and those of its causes. */
export const describe = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const own = `${error.name}: ${error.message}`
  return error.cause instanceof Error ? `${own} (${describe(error.cause)})` : own
}
