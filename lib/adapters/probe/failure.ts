/** A look that cannot go on, with a code of ours for the outcome table. */
export class LookFailure extends Error {
  override readonly name = 'LookFailure'
  readonly code: string

  constructor(code: string, cause?: unknown) {
    super(code, { cause })
    this.code = code
  }
}

const hasCode = (error: unknown): error is { readonly code: string } =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'

/** The code of an error, of its cause, or else its name. */
export const codeOf = (error: unknown): string => {
  if (hasCode(error)) return error.code
  if (!(error instanceof Error)) return 'UNKNOWN'
  return hasCode(error.cause) ? error.cause.code : error.name
}

/** Whether the operating system said it, and not a library above. */
export const isFromSystem = (error: unknown): boolean => hasCode(error) && 'syscall' in error

const noRoute = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT', 'ENETDOWN'])

/** Of several addresses that failed, the error that says most: no way to one family says nothing of the site. */
export const tellingOf = (errors: readonly unknown[]): unknown =>
  errors.find(error => !noRoute.has(codeOf(error))) ?? errors[0]
