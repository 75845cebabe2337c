import { describe, expect, it } from 'vitest'
import { csv } from '../../lib/feed/open/csv.ts'
import { ofIncidents, ofUptime } from '../../lib/feed/open/dictionary.ts'
import { incidentColumns } from '../../lib/feed/open/incidents.ts'
import { uptimeColumns } from '../../lib/feed/open/uptime.ts'
import { at, factsWith, recordWith, window } from '../page/site-facts.ts'
import { closedBy } from '../page/windows.ts'
import { bodyOf } from './files-of.ts'
import { busy } from './scenes.ts'

/** RFC 4180, read by the letter. */
const readCsv = (text: string): readonly (readonly string[])[] => {
  const cells = [...text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy)]
  const rows: string[][] = [[]]
  for (const [, quoted, bare, end] of cells) {
    rows.at(-1)?.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'))
    if (end === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}

describe('the open incidents', () => {
  it('are the same in both formats', () => {
    const [header, ...rows] = readCsv(bodyOf(busy(), 'data/incidents.csv'))
    const { incidents, licence } = JSON.parse(bodyOf(busy(), 'data/incidents.json'))
    expect(licence).toBe('https://creativecommons.org/licenses/by/4.0/')
    expect(header).toEqual(incidentColumns)
    expect(rows).toEqual(
      incidents.map((one: Record<string, unknown>) =>
        incidentColumns.map(column => String(one[column] ?? '')),
      ),
    )
  })

  it('say when each began and ended, and how', () => {
    const { incidents } = JSON.parse(bodyOf(busy(), 'data/incidents.json'))
    expect(incidents.find((one: { id: string }) => one.id === 'SS-0040')).toEqual({
      id: 'SS-0040',
      about: 'failure',
      ending: 'recovery',
      worst: 'down',
      began: '2026-11-18T21:00:00Z',
      ended: '2026-11-18T22:30:00Z',
      minutes: 90,
      components: 'web',
      names: 'la web de la Seguridad Social',
      url: 'https://estado.example.org/incidents/SS-0040/',
    })
  })

  it('give no end to a closure that ran over', () => {
    const planned = window('SS-0046', at('08:00'), at('09:00'), 'cita')
    const facts = factsWith({ archived: [closedBy('overrun', planned, at('09:05'))] })
    const [row] = JSON.parse(bodyOf(facts, 'data/incidents.json')).incidents
    expect(row).toMatchObject({ ending: 'overrun', planned_until: '2026-11-21T08:00:00Z' })
    expect(Object.keys(row)).not.toEqual(expect.arrayContaining(['ended']))
    expect(Object.keys(row)).not.toEqual(expect.arrayContaining(['minutes']))
  })

  it('leave out what nobody was told of', () => {
    expect(bodyOf(busy(), 'data/incidents.csv')).not.toContain('SS-0044')
  })
})

describe('the open days', () => {
  const day = { from: '2026-11-20', counts: { web: [1430, 3, 7], antigua: [0, 0, 0, 1440, 0] } }
  const facts = factsWith({ days: [{ from: '2026-11-21', counts: {} }, day] })

  it('count looks by outcome, and round down', () => {
    expect(readCsv(bodyOf(facts, 'data/uptime.csv'))).toEqual([
      [...uptimeColumns],
      ['2026-11-20', 'antigua', 'antigua', '0', '0', '0', '1440', '0', ''],
      ['2026-11-20', 'web', 'la web de la Seguridad Social', '1430', '3', '7', '0', '0', '99.51'],
    ])
  })

  it('do not change while a day runs', () => {
    const now = recordWith({ day: { from: '2026-11-21', counts: { web: [9, 9, 9, 9] } } })
    expect(bodyOf({ ...facts, record: now }, 'data/uptime.json')).toBe(bodyOf(facts, 'data/uptime.json'))
  })
})

describe('a cell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+34', "'+34"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['=HYPERLINK("x","y")', '\'=HYPERLINK("x","y")'],
    ['a "b", c', 'a "b", c'],
    [' dos\nlíneas ', ' dos\nlíneas '],
  ])('%j is read back as %j', (text, read) => {
    expect(readCsv(csv(['x'], [{ x: text }]))).toEqual([['x'], [read]])
  })

  it('that is a number stays one', () => {
    expect(csv(['x', 'y'], [{ x: -1 }])).toBe('x,y\r\n-1,\r\n')
  })
})

describe('the dictionary', () => {
  it('explains every column in both languages', () => {
    const text = bodyOf(busy(), 'data/README.md')
    expect(Object.keys(ofIncidents)).toEqual([...incidentColumns])
    expect(Object.keys(ofUptime)).toEqual([...uptimeColumns])
    for (const column of [...incidentColumns, ...uptimeColumns]) expect(text).toContain(`| \`${column}\` |`)
    expect(text).toContain('CC BY 4.0')
  })
})
