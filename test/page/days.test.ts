import { describe, expect, it } from 'vitest'
import { daysOf, lastDays } from '../../lib/page/days.ts'
import { timingsOf } from '../../lib/page/timings.ts'
import { bodyOf, readingOf } from './reading.ts'
import { at, factsWith, outage, over, recordWith, shipped } from './site-facts.ts'

const withDays = (counts: readonly (readonly number[])[]) =>
  factsWith({
    days: counts.map((row, n) => ({
      from: lastDays(at('10:44'), 'Europe/Madrid', counts.length + 1)[n] ?? '',
      counts: { web: row },
    })),
    hours: [],
    record: recordWith({ day: { from: '2026-11-21', counts: {} }, hour: { from: '', counts: {} } }),
  })
const webOf = (counts: readonly (readonly number[])[]) =>
  daysOf(withDays(counts)).find(({ id }) => id === 'web')

describe('the last 90 days', () => {
  it('draw what nobody saw as nothing', () => {
    const web = webOf([[1440, 0, 0, 0]])
    expect(web?.days.filter(({ tone }) => tone === 'none').length).toBe(89)
    expect(readingOf(withDays([]))).toContain('La web de la Seguridad Social Aún no hay datos.')
  })

  it.each([
    [[1440, 0, 0, 0], 'good'],
    [[1438, 0, 2, 0], 'slow'],
    [[1400, 40, 0, 0], 'slow'],
    [[1437, 0, 3, 0], 'bad'],
    [[0, 0, 0, 1440], 'unknown'],
    [[100, 0, 0, 1340], 'unknown'],
    [[0, 0, 0, 0, 300], 'closed'],
    [[0, 0, 0, 0], 'none'],
  ])('tell %j as %s', (row, tone) => {
    expect(webOf([row])?.days.at(-2)?.tone).toBe(tone)
  })

  it('leave blind looks and closures out of what worked', () => {
    expect(webOf([[90, 0, 10, 500, 700]])?.uptime).toBe(90)
  })

  it('never say a hundred of what missed one look', () => {
    const full = Array.from({ length: 80 }, () => [1440, 0, 0, 0])
    expect(webOf(full)?.uptime).toBe(100)
    expect(webOf([...full, [1439, 0, 1, 0]])?.uptime).toBe(99.99)
  })

  it('put days that went alike into one line of the table', () => {
    const body = readingOf(withDays([...Array.from({ length: 5 }, () => [1440, 0, 0, 0]), [1430, 0, 10, 0]]))
    expect(body).toMatch(/20 nov falló un rato 10 de 1440 15 nov – 19 nov bien 0/)
  })

  it.each([
    ['2026-10-26T10:00:00Z', 25],
    ['2026-03-30T10:00:00Z', 23],
  ])('count a day of another length once: %s', now => {
    const days = lastDays(Date.parse(now), 'Europe/Madrid', 90)
    expect(new Set(days).size).toBe(90)
    expect(days.at(-1)).toBe(now.slice(0, 10))
  })

  it('keep a component that was removed, by its last name', () => {
    const days = [{ from: '2026-11-20', counts: { viejo: [1440, 0, 0, 0], nunca: [0, 0, 5, 0] } }]
    const gone = over(outage('SS-0009', 'web', at('09:00', '2026-11-20')), at('09:30', '2026-11-20'))
    const archived = [{ ...gone, names: { viejo: { es: 'la web vieja' } } }]
    const text = readingOf(factsWith({ days, archived }))
    expect(text).toContain('La web vieja Funcionaba el 100 % de las veces que la vimos. Ya no la miramos.')
    expect(text).toContain('Nunca Funcionaba el 0 % de las veces que lo vimos. Ya no lo miramos.')
  })

  it('tell what was done under the name that it had', () => {
    const components = shipped().components.map(one =>
      one.id === 'sede' ? { ...one, name: { es: 'la Sede Nueva' } } : one,
    )
    const facts = factsWith({
      service: shipped({ components }),
      archived: [over(outage('SS-0009', 'sede', at('09:00')), at('09:30'))],
    })
    expect(readingOf(facts)).toContain('La Sede Nueva')
    expect(readingOf(facts, 'incidents/SS-0009/index.html')).toContain(
      'La Sede Electrónica de la Seguridad Social',
    )
  })
})

describe('how long it takes', () => {
  it('is the average of good looks by their phases', () => {
    const hour = { from: '2026-11-21T09', counts: {}, phases: { web: [4, 40, 80, 120, 800, 160] } }
    const [web] = timingsOf(
      factsWith({ days: [], hours: [], record: recordWith({ hour, day: { from: '', counts: {} } }) }),
    )
    expect(web?.hours.at(-1)).toEqual({ at: '2026-11-21T10:00', phases: [10, 20, 30, 200, 40] })
    expect(web?.hours.slice(0, -1).every(({ phases }) => phases === undefined)).toBe(true)
  })

  it('has a gap where nobody timed it, and a table beside it', () => {
    const facts = factsWith()
    const gap = { ...facts, hours: facts.hours.filter((_, n) => n !== 30) }
    const paths = /id="t-web"[\s\S]*?<path class="receive" d="([^"]*)"/.exec(bodyOf(gap))?.[1] ?? ''
    expect(paths.match(/M/g)?.length).toBe(2)
    expect(readingOf(facts)).toContain('Hora Todo Buscar la dirección Conectar Cifrar Esperar Recibir')
  })

  it('is left out where no tally knows phases', () => {
    const bare = recordWith({ day: { from: '', counts: {} }, hour: { from: '', counts: {} } })
    expect(readingOf(factsWith({ days: [], hours: [], record: bare }))).not.toContain('Cuánto tarda')
  })
})
