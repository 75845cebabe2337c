import { describe, expect, it } from 'vitest'
import { changed, minimal, parse, problemAt } from './files.ts'

const withAlerts = (alerts: string) => changed('code: PR', `code: PR\nalerts: ${alerts}`)
const alertsOf = (alerts: string) => {
  const parsed = withAlerts(alerts)
  return 'service' in parsed ? parsed.service.alerts : parsed
}

describe('the alerts of a service', () => {
  it('have defaults, and an acknowledgement that holds', () => {
    const parsed = parse(minimal)
    expect('service' in parsed && parsed.service.alerts).toEqual({
      reminders: [3_600_000, 10_800_000, 18_000_000, 36_000_000],
      escalateAfter: 1_800_000,
      blindAfter: 300_000,
    })
  })

  it('change one by one', () => {
    expect(alertsOf('{ reminders: [2h], unacknowledgeAfter: 8h }')).toEqual({
      reminders: [7_200_000],
      escalateAfter: 1_800_000,
      unacknowledgeAfter: 28_800_000,
      blindAfter: 300_000,
    })
  })

  it('may remind of nothing', () => {
    expect(alertsOf('{ reminders: [] }')).toMatchObject({ reminders: [] })
  })

  it.each([
    [
      'reminders that go back',
      '{ reminders: [3h, 1h] }',
      'reminders',
      'durations that rise: each counts from the opening',
    ],
    [
      'the same reminder twice',
      '{ reminders: [1h, 60m] }',
      'reminders',
      'durations that rise: each counts from the opening',
    ],
    ['a reminder at once', '{ reminders: [0s] }', 'reminders[0]', 'from 1m to 30d'],
    ['an escalation in a year', '{ escalateAfter: 365d }', 'escalateAfter', 'from 1m to 30d'],
    [
      'a word that is no duration',
      '{ blindAfter: pronto }',
      'blindAfter',
      expect.stringMatching(/^a duration/),
    ],
  ])('refuse %s', (_, alerts, path, allowed) => {
    expect(problemAt(withAlerts(alerts), `alerts.${path}`)).toMatchObject({ severity: 'error', allowed })
  })

  it('know no other key', () => {
    const { found, allowed } = problemAt(withAlerts('{ reminder: [1h] }'), 'alerts.reminder')
    expect(found).toBe('the unknown key "reminder"')
    expect(allowed).toMatch(/^the key "reminders", or escalateAfter/)
  })
})
