import { performance } from 'node:perf_hooks'
import type { Phases, Sight } from '../../check/check.ts'
import type { During } from '../../check/codes.ts'
import type { Page } from './page.ts'

type Phase = Exclude<keyof Phases, 'total'>

/** How far one look has come. It is written as the look goes, so that the deadline finds all that was seen until then. */
export interface Attempt {
  readonly started: number
  during: During
  readonly phases: Partial<Record<Phase, number>>
  certificateExpires?: number
  answer?: { readonly status: number; readonly page: Page; readonly facts: Readonly<Record<string, unknown>> }
  /** What the system said of the socket; parsers and clients above it tell of its end in words of their own. */
  socketCode?: string
  over: boolean
  /** What is open and must be destroyed when the look ends, whatever came of it. */
  readonly open: Set<() => void>
}

export const begin = (): Attempt => ({
  started: performance.now(),
  during: 'request',
  phases: {},
  over: false,
  open: new Set(),
})

const tenths = (milliseconds: number) => Math.round(milliseconds * 10) / 10

/** Adds the time since `from` to a phase: a look that is sent on goes through each more than once. */
export const measure = ({ phases }: Attempt, phase: Phase, from: number): void => {
  phases[phase] = (phases[phase] ?? 0) + performance.now() - from
}

/** Has `destroy` called at the end of the look, or at once if that has been. Returns what takes it back. */
export const destroyAtEnd = (attempt: Attempt, destroy: () => void): (() => void) => {
  if (attempt.over) destroy()
  else attempt.open.add(destroy)
  return () => attempt.open.delete(destroy)
}

/** Destroys everything that is open, so that the next address starts afresh. */
export const release = (attempt: Attempt): void => {
  for (const destroy of attempt.open) destroy()
  attempt.open.clear()
  delete attempt.socketCode
}

/** Ends the attempt: everything that is open is destroyed, and what opens late is at once. */
export const finish = (attempt: Attempt): void => {
  attempt.over = true
  release(attempt)
}

/** What came of it; `code` says why it did not come to its own end. */
export const sightOf = (attempt: Attempt, code?: string): Sight => {
  const { answer, during, certificateExpires } = attempt
  const measured = Object.entries(attempt.phases).map(([phase, took]) => [phase, tenths(took)])
  const seen = {
    phases: { ...Object.fromEntries(measured), total: tenths(performance.now() - attempt.started) },
    ...(certificateExpires === undefined ? {} : { certificateExpires }),
  }
  if (answer === undefined) return { is: 'failed', during, code: code ?? 'UNKNOWN', ...seen }
  const { status, page, facts } = answer
  return {
    is: 'answered',
    status,
    ...facts,
    ...page.seen(),
    ...(code === undefined ? {} : { cut: code }),
    ...seen,
  }
}
