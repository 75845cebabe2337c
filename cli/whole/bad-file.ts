import type { Fault } from '../../lib/whole/fault.ts'

/** A file is no export, or not as it was exported; nothing was written. */
export class BadFile extends Error {
  override readonly name = 'BadFile'
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly fault: Fault

  constructor(file: string, line: number, fault: Fault, cause?: unknown) {
    super(`${file}:${line}: found ${fault.found}; allowed: ${fault.allowed}`, { cause })
    this.file = file
    this.line = line
    this.fault = fault
  }
}
