import { describe, expect, it } from 'vitest'
import { isReminderDue, nextReminder } from '../../lib/incident/reminder.ts'

const zone = 'Europe/Madrid'
const at = (text: string) => Date.parse(text)
const local = (time: number) => new Date(time).toLocaleString('sv-SE', { timeZone: zone }).slice(0, 16)

describe('reminders', () => {
  it.each([
    ['after an hour', '2026-11-21T10:40+01:00', '2026-11-21T10:50+01:00', '2026-11-21 11:40'],
    ['after three hours', '2026-11-21T10:40+01:00', '2026-11-21T11:45+01:00', '2026-11-21 13:40'],
    ['then every three', '2026-11-21T10:40+01:00', '2026-11-21T14:00+01:00', '2026-11-21 16:40'],
    [
      'in the morning for what falls into the night',
      '2026-11-21T19:30+01:00',
      '2026-11-21T22:30+01:00',
      '2026-11-22 08:00',
    ],
    [
      'at eight to the minute, whenever it began',
      '2026-11-21T19:37+01:00',
      '2026-11-21T22:40+01:00',
      '2026-11-22 08:00',
    ],
    [
      'at eight in the night that loses an hour',
      '2026-03-28T20:30+01:00',
      '2026-03-28T23:30+01:00',
      '2026-03-29 08:00',
    ],
    [
      'at eight in the night that gains an hour',
      '2026-10-24T20:30+02:00',
      '2026-10-24T23:30+02:00',
      '2026-10-25 08:00',
    ],
  ])('come %s', (_, since, now, next) => {
    expect(local(nextReminder(at(since), at(now), zone))).toBe(next)
  })

  it('are due once in each slot', () => {
    const since = at('2026-11-21T10:00+01:00')
    const hour = 3_600_000
    expect(isReminderDue(since, since, since + hour - 1, zone)).toBe(false)
    expect(isReminderDue(since, since, since + hour, zone)).toBe(true)
    expect(isReminderDue(since, since + hour, since + 2 * hour, zone)).toBe(false)
    expect(isReminderDue(since, since + hour, since + 3 * hour, zone)).toBe(true)
  })

  it.each([
    ['2026-11-21T07:59+01:00', false],
    ['2026-11-21T08:00+01:00', true],
    ['2026-11-21T21:59+01:00', true],
    ['2026-11-21T22:00+01:00', false],
  ])('are due only by day: %s', (now, due) => {
    expect(isReminderDue(at(now) - 3_600_000, at(now) - 3_600_000, at(now), zone)).toBe(due)
  })
})
