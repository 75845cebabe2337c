import type { Table } from './table.ts'

/** How a subject is measured. */
export interface Asked {
  /** Times that everything is taken, in turns with its yardstick. */
  readonly rounds: number
  /** How far it is, for whoever waits. */
  readonly note: (text: string) => void
}

/** Something worth measuring; it ends whatever it started. */
export type Measure = (asked: Asked) => Promise<readonly Table[]>

/** By name: what it tells, and where it is; loaded when it is asked for. */
export const subjects = {
  start: {
    tells: 'CPU and memory of each bundle until it first speaks to another',
    load: async () => (await import('./start/start.ts')).measureStart,
  },
  look: {
    tells: 'CPU, time and memory of a fresh HTTPS look, beside a bare socket',
    load: async () => (await import('./probe/look.ts')).measureLook,
  },
  exact: {
    tells: 'how far a look overruns its deadline, whatever the site does',
    load: async () => (await import('./probe/exact.ts')).measureExact,
  },
  quiet: {
    tells: 'reads, writes, bytes and CPU of a round in which nothing happens',
    load: async () => (await import('./quiet/quiet.ts')).measureQuiet,
  },
  told: {
    tells: 'how soon an outage that was decided is at X, through the local wiring',
    load: async () => (await import('./told/told.ts')).measureTold,
  },
  core: {
    tells: 'decide and plan in a second, and the hours that the simulation lives through',
    load: async () => (await import('./core/core.ts')).measureCore,
  },
  page: {
    tells: 'answers a second of the page at 200 connections, served by the local run',
    load: async () => (await import('./page/page.ts')).measurePage,
  },
} satisfies Readonly<Record<string, { readonly tells: string; readonly load: () => Promise<Measure> }>>

export type SubjectName = keyof typeof subjects
export const subjectNames: readonly string[] = Object.keys(subjects)
