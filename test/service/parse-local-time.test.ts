import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localTime, offsetAt } from '../../lib/service/local-clock.ts'
import { parseLocalTime } from '../../lib/service/parse-local-time.ts'

const madrid = (text: string, now = '2026-11-21T10:00:00Z') =>
  parseLocalTime(text, 'Europe/Madrid', Date.parse(now))

describe('a local time that an operator writes', () => {
  it.each([
    ['2026-11-22 02:00', '2026-11-22T01:00:00Z'],
    [' 2026-11-22T02:00 ', '2026-11-22T01:00:00Z'],
    ['2026-07-22 02:00:30', '2026-07-22T00:00:30Z'],
    ['2026-11-22T02:00Z', '2026-11-22T02:00:00Z'],
    ['2026-11-22T02:00:00.000Z', '2026-11-22T02:00:00Z'],
    ['2026-11-22 02:00+05:30', '2026-11-21T20:30:00Z'],
    ['2026-10-25 02:30+02:00', '2026-10-25T00:30:00Z'],
    ['2026-10-25 02:30+01:00', '2026-10-25T01:30:00Z'],
    ['11:00', '2026-11-22T10:00:00Z'],
    ['11:01', '2026-11-21T10:01:00Z'],
    ['02:00', '2026-11-22T01:00:00Z'],
    ['02:00-03:00', '2026-11-22T05:00:00Z'],
    ['10:00Z', '2026-11-22T10:00:00Z'],
    ['10:01Z', '2026-11-21T10:01:00Z'],
  ])('%j means %s', (text, instant) => {
    expect(madrid(text)).toEqual({ at: Date.parse(instant) })
  })

  it.each([
    ['mañana', '"mañana" is no time such as "2026-11-22 02:00", "02:00" or "2026-11-22T02:00+01:00"'],
    ['2026-11-22', /^"2026-11-22" is no time such as/],
    ['2:00', /^"2:00" is no time/],
    ['2026-02-30 10:00', '2026-02-30 is no day of the calendar'],
    ['2026-02-30T10:00Z', '2026-02-30 is no day of the calendar'],
    ['2026-11-22 25:00', '25:00 is no time of a clock: from 00:00 to 23:59'],
    ['24:00', '24:00 is no time of a clock: from 00:00 to 23:59'],
    ['10:00+15:00', '+15:00 is no offset from UTC such as +01:00 or Z'],
    ['2026-11-22 10:00+01:60', '+01:60 is no offset from UTC such as +01:00 or Z'],
  ])('%j is wrong', (text, wrong) => {
    const said = typeof wrong === 'string' ? wrong : expect.stringMatching(wrong)
    expect(madrid(text)).toEqual({ wrong: said })
  })

  it('turns around in every zone, with its offset', () => {
    const instant = fc.integer({
      min: Date.parse('2000-01-01') / 1_000,
      max: Date.parse('2060-01-01') / 1_000,
    })
    const zone = fc.constantFrom('Europe/Madrid', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe')
    fc.assert(
      fc.property(instant, zone, (second, timeZone) => {
        const at = second * 1_000
        const text = `${localTime(at, timeZone)}${offsetAt(at, timeZone)}`
        expect(parseLocalTime(text, timeZone, 0)).toEqual({ at })
        const clock = text.slice(11)
        expect(parseLocalTime(clock, timeZone, at - 1)).toEqual({ at })
        expect(parseLocalTime(clock, timeZone, at)).toEqual({ at: at + 86_400_000 })
      }),
    )
  })
})

describe('the hour that autumn repeats', () => {
  const asked = {
    wrong:
      '2026-10-25 02:30 comes twice in Europe/Madrid: say which one, "2026-10-25 02:30+02:00" or "2026-10-25 02:30+01:00"',
  }

  it('is asked back with both choices', () => {
    expect(madrid('2026-10-25 02:30')).toEqual(asked)
    expect(madrid('02:30', '2026-10-24T20:00:00Z')).toEqual(asked)
  })

  it('offers choices that are taken as they stand', () => {
    const choices = asked.wrong.matchAll(/"([^"]+)"/g)
    const instants = [...choices].map(([, choice = '']) => madrid(choice))
    expect(instants).toEqual([
      { at: Date.parse('2026-10-25T00:30:00Z') },
      { at: Date.parse('2026-10-25T01:30:00Z') },
    ])
  })

  it('is clear once the first has passed', () => {
    expect(madrid('02:30', '2026-10-25T00:30:00Z')).toEqual({ at: Date.parse('2026-10-25T01:30:00Z') })
  })
})

describe('the hour that spring leaves out', () => {
  const asked = {
    wrong:
      '2026-03-29 02:30 does not exist in Europe/Madrid: the clocks go from 2026-03-29 01:59 to 2026-03-29 03:00',
  }

  it('is refused with its neighbours', () => {
    expect(madrid('2026-03-29 02:30')).toEqual(asked)
    expect(madrid('02:30', '2026-03-28T20:00:00Z')).toEqual(asked)
    expect(madrid('02:30', '2026-03-29T00:59:59Z')).toEqual(asked)
  })

  it('is half an hour on Lord Howe', () => {
    expect(parseLocalTime('2026-10-04 02:15', 'Australia/Lord_Howe', 0)).toEqual({
      wrong:
        '2026-10-04 02:15 does not exist in Australia/Lord_Howe: the clocks go from 2026-10-04 01:59 to 2026-10-04 02:30',
    })
  })

  it('is of the next day once it has passed', () => {
    expect(madrid('02:30', '2026-03-29T01:00:00Z')).toEqual({ at: Date.parse('2026-03-30T00:30:00Z') })
  })

  it('may be a whole day', () => {
    expect(parseLocalTime('2011-12-30 12:00', 'Pacific/Apia', 0)).toEqual({
      wrong:
        '2011-12-30 12:00 does not exist in Pacific/Apia: the clocks go from 2011-12-29 23:59 to 2011-12-31 00:00',
    })
  })
})
