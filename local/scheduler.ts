import type { Schedule } from './wiring.ts'

/** Overlapping rounds are allowed, as in AWS, but not without end. */
const mostInFlight = 60

/** The template's schedules, on the wall clock. */
export interface LocalScheduler {
  close(): void
}

interface Options {
  readonly schedules: readonly Schedule[]
  /** Milliseconds that stand for a minute of the template. */
  readonly minute: number
  /** Starts a function asynchronously; returns at once. */
  readonly start: (target: string, event: unknown) => void
  readonly inFlight: (target: string) => number
  /** Told of a firing that was left out, because too many of the target's calls have not ended. */
  readonly skipped: (schedule: Schedule, instant: number) => void
}

const placeholder = '<aws.scheduler.scheduled-time>'

/** ISO 8601 to the second, as EventBridge Scheduler writes it. */
const iso = (instant: number) => new Date(instant).toISOString().replace('.000Z', 'Z')

const floored = (instant: number, length: number) => Math.floor(instant / length) * length

const input = (schedule: Schedule, instant: number): unknown =>
  JSON.parse(schedule.input.replaceAll(placeholder, iso(instant)))

const fire = (options: Options, schedule: Schedule, instant: number) => {
  if (options.inFlight(schedule.target) >= mostInFlight) return options.skipped(schedule, instant)
  return options.start(schedule.target, input(schedule, instant))
}

/** Instants are computed, not counted, so that a slow timer, a sleeping laptop or a clock set back shifts nothing. */
const next = (due: number, now: number, length: number) => {
  const following = floored(now, length) + length
  const early = now < due && due - now < length
  return early ? due + length : following
}

/** A firing that comes late, after a sleep, is for the newest instant: nobody looked at those between. */
const instantOf = (due: number, now: number, length: number) => Math.max(due, floored(now, length))

const run = (options: Options, schedule: Schedule): (() => void) => {
  const length = schedule.minutes * options.minute
  let timer: NodeJS.Timeout | undefined
  const wait = (due: number) => {
    timer = setTimeout(
      () => {
        const now = Date.now()
        const setBack = due - now >= length
        if (!setBack) fire(options, schedule, instantOf(due, now, length))
        wait(next(due, now, length))
      },
      Math.max(0, due - Date.now()),
    )
  }
  const now = Date.now()
  fire(options, schedule, floored(now, length))
  wait(floored(now, length) + length)
  return () => clearTimeout(timer)
}

/** Fires every schedule at once, and then at every multiple of its length on the wall clock. */
export const startScheduler = (options: Options): LocalScheduler => {
  const ends = options.schedules.map(schedule => run(options, schedule))
  return { close: () => ends.forEach(one => void one()) }
}
