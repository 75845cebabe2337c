import { localHour } from '../service/local-clock.ts'

const hour = 3_600_000

/** Reminders after 1 h, 3 h and then every 3 h: how many of them lie within `elapsed` milliseconds. */
const slot = (elapsed: number): number => {
  if (elapsed < hour) return 0
  return 1 + Math.floor(elapsed / (3 * hour))
}

const slotStart = (n: number): number => (n <= 1 ? hour : (n - 1) * 3 * hour)

/** Nobody is reminded from 22:00 to 08:00; what fell into the night is told once in the morning. */
const isDay = (at: number, timeZone: string): boolean => {
  const now = localHour(at, timeZone)
  return now >= 8 && now < 22
}

/** Whether a reminder is due at `now` of what is bad since `since`, when `last` is the newest step. */
export const isReminderDue = (since: number, last: number, now: number, timeZone: string): boolean =>
  isDay(now, timeZone) && slot(now - since) > slot(last - since)

/** The instant of the next reminder after `now`, if nothing changes. */
export const nextReminder = (since: number, now: number, timeZone: string): number => {
  let at = since + slotStart(slot(now - since) + 1)
  // The night ends at a full hour of local time; every zone's hours start at a quarter of ours.
  const quarter = hour / 4
  if (!isDay(at, timeZone)) at = Math.ceil(at / quarter) * quarter
  while (!isDay(at, timeZone)) at += quarter
  return at
}
