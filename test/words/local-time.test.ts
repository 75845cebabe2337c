import { describe, expect, it } from 'vitest'
import { wordsIn } from '../../lib/words/language.ts'
import { lastingOf, momentOf, spanOf, timeOf, windowOf } from '../../lib/words/local-time.ts'

const words = wordsIn('es')
const said = (today: string, precise = false, timeZone = 'Europe/Madrid') => ({
  timeZone,
  today: Date.parse(today),
  precise,
  words,
})
const time = (at: string, today = at, precise = false, timeZone?: string) =>
  timeOf(momentOf(Date.parse(at), said(today, precise, timeZone)), words)
const span = (since: string, back: string, precise = false) => {
  const how = said(back, precise)
  return spanOf(momentOf(Date.parse(since), how), momentOf(Date.parse(back), how), words)
}
const window = (from: string, to: string, today: string, precise = false) => {
  const how = said(today, precise)
  return windowOf(momentOf(Date.parse(from), how), momentOf(Date.parse(to), how), words)
}
const lasting = (since: string, until: string) => lastingOf(Date.parse(since), Date.parse(until), words)

describe('a time', () => {
  it.each([
    ['2026-11-20T09:40:07Z', 'las 10:40'],
    ['2026-11-20T00:05:00Z', 'la 1:05'],
    ['2026-11-20T12:05:00Z', 'las 13:05'],
    ['2026-11-20T09:00:00Z', 'las 10:00'],
    ['2026-11-19T23:15:00Z', 'las 0:15'],
    ['2026-07-20T09:40:00Z', 'las 11:40'],
  ])('at %s is %s in Madrid', (at, words) => {
    expect(time(at)).toBe(words)
  })

  it('follows the service in its own time zone', () => {
    expect(time('2026-11-20T09:40:00Z', undefined, false, 'Atlantic/Canary')).toBe('las 9:40')
  })

  it('of another day says which', () => {
    expect(time('2026-11-20T22:50:00Z', '2026-11-20T23:10:00Z')).toBe('las 23:50 del viernes 20')
    expect(time('2026-11-21T07:00:00Z', '2026-11-20T22:10:00Z')).toBe('las 8:00 del sábado 21')
  })

  it('of another week says its date', () => {
    expect(time('2026-11-13T09:40:00Z', '2026-11-20T09:40:00Z')).toBe('las 10:40 del 13 de noviembre')
  })

  it('that is precise has seconds and day', () => {
    expect(time('2026-11-20T09:40:07Z', undefined, true)).toBe('las 10:40:07 del viernes 20')
    expect(time('2026-11-20T00:05:09Z', undefined, true)).toBe('la 1:05:09 del viernes 20')
  })
})

describe('when clocks are put back', () => {
  // 25 October 2026: 03:00 in summer time (01:00 UTC) becomes 02:00.
  it('the hour that comes twice says which', () => {
    expect(time('2026-10-25T00:30:00Z')).toBe('las 2:30 (hora de verano)')
    expect(time('2026-10-25T01:30:00Z')).toBe('las 2:30 (hora de invierno)')
  })

  it('the hours around it say nothing', () => {
    expect(time('2026-10-24T23:59:59Z')).toBe('la 1:59')
    expect(time('2026-10-25T02:00:00Z')).toBe('las 3:00')
  })

  it('a span goes forward in both hours', () => {
    expect(span('2026-10-25T00:50:00Z', '2026-10-25T01:10:00Z')).toBe(
      'desde las 2:50 (hora de verano) hasta las 2:10 (hora de invierno)',
    )
    expect(lasting('2026-10-25T00:50:00Z', '2026-10-25T01:10:00Z')).toBe('20 minutos')
  })

  it('the night has an hour more', () => {
    expect(lasting('2026-10-24T22:00:00Z', '2026-10-25T03:00:00Z')).toBe('5 horas')
    expect(span('2026-10-24T22:00:00Z', '2026-10-25T03:00:00Z')).toBe('de 0:00 a 4:00')
  })
})

describe('when clocks are put forward', () => {
  // 29 March 2026: 02:00 (01:00 UTC) becomes 03:00.
  it('the hour that is missing is never said', () => {
    expect(time('2026-03-29T00:59:59Z')).toBe('la 1:59')
    expect(time('2026-03-29T01:00:00Z')).toBe('las 3:00')
  })

  it('a span lasts what really passed', () => {
    expect(span('2026-03-29T00:50:00Z', '2026-03-29T01:10:00Z')).toBe('de 1:50 a 3:10')
    expect(lasting('2026-03-29T00:50:00Z', '2026-03-29T01:10:00Z')).toBe('20 minutos')
  })
})

describe('a span', () => {
  it('of one day is two times', () => {
    expect(span('2026-11-20T09:02:00Z', '2026-11-20T09:17:00Z')).toBe('de 10:02 a 10:17')
  })

  it('over midnight says the day', () => {
    expect(span('2026-11-20T22:50:00Z', '2026-11-20T23:15:00Z')).toBe(
      'desde las 23:50 del viernes 20 hasta las 0:15',
    )
  })
})

describe('a window', () => {
  it('of one day says the day and two times', () => {
    const saturday = ['2026-11-21T07:00:00Z', '2026-11-21T12:00:00Z'] as const
    expect(window(...saturday, '2026-11-20T09:00:00Z')).toBe('el sábado 21, de 8:00 a 13:00')
    expect(window(...saturday, saturday[0])).toBe('el sábado 21, de 8:00 a 13:00')
    expect(window(...saturday, '2026-11-10T09:00:00Z')).toBe('el 21 de noviembre, de 8:00 a 13:00')
    expect(window(...saturday, '2026-11-20T09:00:00Z', true)).toBe('el sábado 21, de 8:00:00 a 13:00:00')
  })

  it('over midnight says both days but today', () => {
    const night = ['2026-11-20T21:00:00Z', '2026-11-21T05:00:00Z'] as const
    expect(window(...night, '2026-11-19T09:00:00Z')).toBe(
      'desde las 22:00 del viernes 20 hasta las 6:00 del sábado 21',
    )
    expect(window(...night, '2026-11-20T09:00:00Z')).toBe('desde las 22:00 hasta las 6:00 del sábado 21')
  })

  it('that ends as the day does names the next', () => {
    expect(window('2026-11-21T07:00:00Z', '2026-11-21T23:00:00Z', '2026-11-20T09:00:00Z')).toBe(
      'desde las 8:00 del sábado 21 hasta las 0:00 del domingo 22',
    )
  })

  it('of many days says both dates', () => {
    expect(window('2026-11-27T07:00:00Z', '2026-12-12T12:00:00Z', '2026-11-19T09:00:00Z')).toBe(
      'desde las 8:00 del 27 de noviembre hasta las 13:00 del 12 de diciembre',
    )
  })

  it('in the hour that comes twice says which', () => {
    expect(window('2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2026-10-24T09:00:00Z')).toBe(
      'el domingo 25, de 2:30 (hora de verano) a 2:30 (hora de invierno)',
    )
  })

  it('over the missing hour tells the clock of each side', () => {
    expect(window('2026-03-29T00:30:00Z', '2026-03-29T02:00:00Z', '2026-03-28T09:00:00Z')).toBe(
      'el domingo 29, de 1:30 a 4:00',
    )
  })
})

describe('how long it lasted', () => {
  const from = '2026-11-20T09:40:50Z'

  it.each([
    ['2026-11-20T09:40:59Z', 'menos de un minuto'],
    ['2026-11-20T09:41:00Z', '1 minuto'],
    ['2026-11-20T10:40:00Z', '1 hora'],
    ['2026-11-20T10:41:00Z', '1 hora y 1 minuto'],
    ['2026-11-20T13:05:10Z', '3 horas y 25 minutos'],
    ['2026-11-21T09:40:10Z', '1 día'],
    ['2026-11-21T09:59:10Z', '1 día'],
    ['2026-11-21T10:45:10Z', '1 día y 1 hora'],
    ['2026-11-22T13:05:10Z', '2 días y 3 horas'],
    ['2026-11-20T09:00:00Z', 'menos de un minuto'],
  ])('until %s is %s', (until, words) => {
    expect(lasting(from, until)).toBe(words)
  })
})
