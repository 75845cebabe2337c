import { describe, expect, it } from 'vitest'
import { decideCommand } from '../../lib/incident/decide-command.ts'
import { badMembers, lastEnd, lastTurn } from '../../lib/incident/incident.ts'
import { aService, beginning, live, minute, type Story, say } from '../given.ts'

const service = aService()
const lived = (rounds: Record<string, string>) => live(beginning(), service, rounds)
const first = ({ record }: Story) => {
  const [incident] = record.incidents
  if (!incident) throw new TypeError('the story has an incident')
  return incident
}

describe('an incident', () => {
  it('turns with each beginning and end, and with nothing else', () => {
    const begun = lived({ sede: 'dddddd', web: 'uuuddd' })
    expect(lastTurn(first(begun))).toMatchObject({ n: 1, kind: 'begin' })
    expect(lastTurn(first(lived({ sede: 'ddduu' })))).toMatchObject({ n: 2, kind: 'end' })
  })

  it('knows its last end after it began again', () => {
    const again = lived({ sede: 'ddduuddd' })
    expect(lastEnd(first(again))).toMatchObject({ n: 2, facts: { what: 'recovery' } })
    expect(lastEnd(first(lived({ sede: 'ddd' })))).toBeUndefined()
  })

  it('names who is bad, the worst first', () => {
    const story = lived({ sede: 'ssss', web: 'dddd', cita: 'dddu' })
    expect(badMembers(first(story))).toEqual(['web', 'cita', 'sede'])
    expect(badMembers(first(lived({ sede: 'ddduu', web: 'ddddd' })))).toEqual(['web'])
    expect(badMembers(undefined)).toEqual([])
  })
})

describe('a command', () => {
  it('too late by a day says which day it was', () => {
    const over = lived({ sede: 'ddduu' })
    const ack = { command: 'ack', incident: 'SS-0001', request: 'r', by: 'ana' } as const
    expect(decideCommand(over.record, service, ack, over.at + 20 * 60 * minute)).toEqual({
      refused: 'SS-0001 is already resolved, on 2026-11-21 at 11:04 by recovery',
    })
  })

  it('approves the same words for each notice and channel apart', () => {
    const fallen = lived({ sede: 'dddddd', web: 'uuuddd' })
    const yes = { command: 'approve', channel: 'x', notice: 'SS-0001/1', text: 'No funciona' } as const
    const once = say(fallen, service, yes)
    expect(say(once, service, yes).record.approvals).toHaveLength(1)
    const all = say(say(once, service, { ...yes, notice: 'SS-0001/2' }), service, {
      ...yes,
      text: 'Otra cosa',
    })
    expect(all.record.approvals.map(({ notice, text }) => `${notice} ${text}`)).toEqual([
      'SS-0001/1 No funciona',
      'SS-0001/2 No funciona',
      'SS-0001/1 Otra cosa',
    ])
  })
})
