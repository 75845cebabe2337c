import { readFileSync } from 'node:fs'
import { Ajv, type ValidateFunction } from 'ajv'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { shapes } from '../../lib/feed/statuspage/shapes.ts'
import type { Incident } from '../../lib/incident/record.ts'
import { at, factsWith, recordWith, shipped } from '../page/site-facts.ts'
import { anyFacts, operator } from './any-facts.ts'
import { dataFiles } from './files-of.ts'
import { busy, past, operator as person, secret } from './scenes.ts'
import { rootOf } from './xml.ts'

/** The schema as others read it. */
const published = (path: string): string =>
  readFileSync(`docs/schema/${path.replace('/', '-').replace('.json', '.schema.json')}`, 'utf8')

const ajv = new Ajv({ strict: true })
const validators = new Map<string, ValidateFunction>(
  Object.keys(shapes).map(path => [`api/v2/${path}`, ajv.compile(JSON.parse(published(path)))]),
)
const runs = { numRuns: 40 }

describe('whatever the record says', () => {
  it('every file is what its type promises', () => {
    fc.assert(
      fc.property(anyFacts, facts => {
        for (const { path, type, body } of dataFiles(facts, { hub: 'https://hub.example.org/' })) {
          if (/xml/.test(type)) rootOf(body)
          if (/json/.test(type)) {
            const isValid = validators.get(path)
            const parsed: unknown = JSON.parse(body)
            expect([path, isValid?.(parsed) ?? true, isValid?.errors ?? null]).toEqual([path, true, null])
          }
          if (type.startsWith('text/calendar')) expect(ICAL.parse(body)[0]).toBe('vcalendar')
        }
      }),
      runs,
    )
  })

  it('no file has a word of an operator to operators', () => {
    fc.assert(
      fc.property(anyFacts, facts => {
        for (const { path, body } of dataFiles(facts))
          expect([path, body.includes(operator)]).toEqual([path, false])
      }),
      runs,
    )
  })

  it('a window that nobody was told of is nowhere', () => {
    fc.assert(
      fc.property(anyFacts, facts => {
        const untold = {
          id: 'SS-777777',
          origin: { is: 'window' as const, from: 1_000, to: 2_000, announce: 3_000, by: operator },
          status: { is: 'open' as const },
          names: { web: { es: 'la web' } },
          members: {},
          steps: [],
        }
        for (const { body } of dataFiles({ ...facts, archived: [...facts.archived, untold] }))
          expect(body).not.toContain('SS-777777')
      }),
      { numRuns: 20 },
    )
  })

  it('the same facts give the same bytes under the same paths', () => {
    fc.assert(
      fc.property(anyFacts, facts => {
        const files = dataFiles(facts)
        expect(dataFiles(structuredClone(facts))).toEqual(files)
        expect(new Set(files.map(({ path }) => path)).size).toBe(files.length)
      }),
      { numRuns: 20 },
    )
  })
})

describe('a name that no format can carry', () => {
  const es = 'la \u0007web\uFFFE\uD800 <b>"&\u0000'
  const components = shipped().components.map(one => ({ ...one, name: { es } }))
  const { record } = busy()
  const incidents = (record?.incidents ?? []).map(one => ({
    ...one,
    names: Object.fromEntries(Object.keys(one.names).map(id => [id, { es }])),
  }))
  const files = dataFiles(
    busy({ record: recordWith({ ...record, incidents }), service: shipped({ components }) }),
  )

  it.each(files.map(({ path, body }) => [path, body] as const))('is legible in %s', (path, body) => {
    expect(body.isWellFormed()).toBe(true)
    expect(body).not.toMatch(/(?![\t\r\n])\p{Cc}|[\uFFFE\uFFFF]|\\u0000|\\ud800/u)
    if (/\.(?:atom|rss|svg)$/.test(path)) expect(rootOf(body).name).toMatch(/^(?:feed|rss|svg)$/)
  })
})

describe('an incident', () => {
  const listed = (broken: Incident) => {
    const files = dataFiles(busy({ archived: [past, broken] }))
    expect(files.map(({ path }) => path)).toEqual(dataFiles(busy()).map(({ path }) => path))
    const list = files.find(({ path }) => path === 'api/v2/incidents.json')?.body
    return ['SS-0040', 'SS-0666'].filter(id => list?.includes(id))
  }

  it('that has lost its names is told without them', () => {
    expect(listed({ ...past, id: 'SS-0666', names: {}, members: {} })).toEqual(['SS-0040', 'SS-0666'])
  })

  it('that no words can be made of holds no list up', () => {
    const ends = past.steps.map(step =>
      step.kind === 'end' ? { ...step, facts: { ...step.facts, since: 1e16 } } : step,
    )
    expect(listed({ ...past, id: 'SS-0666', steps: ends })).toEqual(['SS-0040'])
  })
})

describe('a quiet hour', () => {
  const bodies = (clock: string) =>
    new Map(
      dataFiles(factsWith({ record: recordWith({ round: at(clock) }) })).map(({ path, body }) => [
        path,
        body,
      ]),
    )
  const changed = (one: string, other: string) => {
    const later = bodies(other)
    return [...bodies(one)].filter(([path, body]) => later.get(path) !== body).map(([path]) => path)
  }

  it('changes no byte, and its end only what tells the time', () => {
    expect(changed('10:01', '10:59')).toEqual([])
    const timed = changed('10:59', '11:01')
    expect(timed.filter(path => !/^badges?[./]|^api\/v2\/(?:status|summary)\.json$/.test(path))).toEqual([])
    expect(timed).toHaveLength(11)
  })
})

describe('a busy day', () => {
  it('tells nobody who the operators are, nor what they say', () => {
    for (const { path, body } of dataFiles(busy())) {
      expect([path, body.includes(person), body.includes('ana"')]).toEqual([path, false, false])
      expect(body).not.toContain(secret)
    }
  })
})
