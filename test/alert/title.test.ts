import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Alert } from '../../lib/alert/alert.ts'
import { due } from '../../lib/alert/due.ts'
import { titleOf } from '../../lib/alert/say.ts'
import { decideRound } from '../../lib/incident/decide-round.ts'
import { evolved } from '../../lib/incident/evolve.ts'
import { declarations } from '../../lib/incident/record.ts'
import { emptyLedger } from '../../lib/publish/flight.ts'
import { parseService } from '../../lib/service/parse.ts'
import type { Service } from '../../lib/service/service.ts'
import { beginning, eleven, minute, round, say } from '../given.ts'
import { lookAt } from './look.ts'

const shippedFile = 'services/seguridad-social.yaml'
const parsed = parseService(readFileSync(shippedFile, 'utf8'), shippedFile)
if ('problems' in parsed) throw new Error('the shipped service is broken')
const service: Service = parsed.service
const probed = service.components.filter(one => 'targets' in one).map(({ id }) => id)

/** Rounds of the shipped service in which `bad` components are as the letter says. */
const lived = (outcome: 'down' | 'slow' | 'blind', bad: readonly string[], rounds = 3) => {
  let { record, at } = beginning()
  for (let n = 0; n < rounds; n++, at += minute) {
    const look = { outcome, at: at + 1_000 }
    const seen = { ...round(at, {}), components: Object.fromEntries(bad.map(id => [id, look])) }
    record = evolved(record, decideRound(record, service, seen))
  }
  return { record, at, events: [] }
}

const incidents = [probed, ...probed.map(id => [id])].flatMap(bad =>
  (['down', 'slow', 'blind'] as const).flatMap(outcome => {
    const story = lived(outcome, bad)
    const day = 86_400_000
    const certificates = Object.fromEntries(bad.map(id => [id, { expires: story.at + 20 * day, told: 21 }]))
    const record = { ...story.record, certificates }
    return due(lookAt({ ...story, record }, service, { later: 11 * 60 * minute + 59 * minute }))
  }),
)
const declared = declarations.flatMap(what =>
  due(lookAt(say(beginning(), service, { command: 'open', component: 'oficinas', what }), service)),
)
const credits = due(
  lookAt(lived('down', probed), service, {
    ledgers: [
      {
        ...emptyLedger(service.id, 'x', eleven),
        why: 'no-credits',
        spent: { day: '2026-11-21', n: 99, month: '2026-11', m: 1_000 },
      },
    ],
  }),
)
const all: readonly Alert[] = [...incidents, ...declared, ...credits]

describe('titles of the shipped service', () => {
  it('are there for every way to fail', () => {
    expect(all.length).toBeGreaterThan(60)
    expect(new Set(all.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(7)
  })

  it('fit one SMS, filled in', () => {
    for (const { title } of all) {
      expect(title.length, title).toBeLessThanOrEqual(70)
      expect(title).not.toMatch(/[{}[\]|]|undefined|NaN/)
    }
  })

  it('belong to texts that are filled in', () => {
    for (const { text } of all) expect(text).not.toMatch(/[{}[\]]|undefined|NaN/)
  })
})

describe('a title', () => {
  it('names as many as it has room for', () => {
    const names = ['la web', 'la Sede Electrónica', 'la cita previa', 'la web de prestaciones']
    expect(titleOf('SS-0001: no [funciona|funcionan] {names}', names)).toBe(
      'SS-0001: no funcionan la web, la Sede Electrónica y 2 servicios más',
    )
  })

  it('is cut where a single name is too long', () => {
    const title = titleOf('SS-0001: no [funciona|funcionan] {names}', [`la ${'sede '.repeat(20)}`])
    expect(title).toMatch(/^SS-0001: no funciona la sede .*…$/)
    expect(title.length).toBeLessThanOrEqual(70)
  })

  it('agrees with what it names', () => {
    const template = 'SS-0001: [está cerrado|está cerrada|están cerrados|están cerradas] {names}'
    expect(titleOf(template, ['las oficinas'])).toBe('SS-0001: están cerradas las oficinas')
    expect(titleOf(template, ['el centro'])).toBe('SS-0001: está cerrado el centro')
  })
})
