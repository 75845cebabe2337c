import * as v from 'valibot'
import { emptyBook } from '../alert/book.ts'
import { parseBook } from '../alert/schema.ts'
import { parseKept } from '../audit/kept.ts'
import { emptyRecord } from '../incident/evolve.ts'
import { BrokenItem, parseIncident, parseRecord, parseTally } from '../incident/schema.ts'
import { emptyLedger } from '../publish/flight.ts'
import { parseLedger } from '../publish/schema.ts'
import { type Fault, faultOf, quoted } from './fault.ts'
import { type Item, isPlain, type Plain } from './item.ts'

const kinds = 'record, alerts, ledger#, incident#, day#, hour#, audit# or broken#'

/** What an item says it is, and where: whoever read it under another key would write over another's. */
interface Named {
  readonly service: string
  readonly version: number
}

const inPlace = ({ pk, sk, version }: Plain, named: Named, own: string): Fault | undefined => {
  const isHere = pk === `service#${named.service}` && sk === own && version === named.version
  return isHere
    ? undefined
    : {
        found: `${own} of ${named.service}, version ${named.version}`,
        allowed: `what its key says: ${sk} of ${pk}, version ${version}`,
      }
}

const ofIncident = ({ sk, body }: Plain): Fault | undefined => {
  const { id } = parseIncident(body)
  return sk === `incident#${id}`
    ? undefined
    : { found: id, allowed: `the incident that its key names: ${sk}` }
}

const ofTally = ({ sk, body }: Plain): Fault | undefined => {
  const { from } = parseTally(body)
  return sk.endsWith(`#${from}`) ? undefined : { found: from, allowed: `what its key names: ${sk}` }
}

/** What is wrong with an item of ours. Throws `BrokenItem` for a body that is not what we write. */
const wrongWith = (item: Plain): Fault | undefined => {
  const { sk, body } = item
  const [kind] = sk.split('#')
  if (sk === 'record') return inPlace(item, parseRecord(body), 'record')
  if (sk === 'alerts') return inPlace(item, parseBook(body), 'alerts')
  if (kind === 'ledger') {
    const ledger = parseLedger(body)
    return inPlace(item, ledger, `ledger#${ledger.channel}`)
  }
  if (kind === 'incident') return ofIncident(item)
  if (kind === 'day' || kind === 'hour') return ofTally(item)
  if (kind === 'audit') return void parseKept(body)
  return { found: `an item ${quoted(sk)}`, allowed: kinds }
}

const newest: Readonly<Record<string, number>> = {
  record: emptyRecord('').schema,
  alerts: emptyBook('').schema,
  ledger: emptyLedger('', '', 0).schema,
}

const schemaOf = (body: unknown): number | undefined => {
  const parsed = v.safeParse(v.looseObject({ schema: v.number() }), body)
  return parsed.success ? parsed.output.schema : undefined
}

/** An item that newer software wrote is not broken: only nobody here can read it. */
const tooNew = ({ sk, body }: Plain): Fault | undefined => {
  const [known, found] = [newest[sk.split('#')[0] ?? ''], schemaOf(body)]
  if (known === undefined || found === undefined || found <= known) return undefined
  return {
    found: `${sk} of schema ${found}`,
    allowed: `schemas up to ${known}: take the software that wrote it, or newer`,
  }
}

const issuesOf = (fault: unknown): readonly unknown[] =>
  fault instanceof BrokenItem && Array.isArray(fault.cause) ? fault.cause : []

const isIssue = (one: unknown): one is v.BaseIssue<unknown> =>
  typeof one === 'object' && one !== null && 'kind' in one && 'expected' in one

/** What is wrong with an item, by the very schemas that read the table; `undefined`: nothing. */
export const wrongWithItem = (item: Item): Fault | undefined => {
  const { pk, sk } = item
  if (!/^service#.+$/.test(pk)) return { found: `pk ${quoted(pk)}`, allowed: 'service#<id>' }
  // What was set aside is nobody's to read: it stands as it was found.
  if (sk.startsWith('broken#')) return undefined
  if (!isPlain(item))
    return { found: `${sk} with attributes of its own`, allowed: 'version and body, as we write them' }
  try {
    return tooNew(item) ?? wrongWith(item)
  } catch (fault) {
    const [issue] = issuesOf(fault).filter(isIssue)
    if (issue) return faultOf(issue)
    if (fault instanceof BrokenItem) return { found: quoted(item.body), allowed: 'what this version writes' }
    throw fault
  }
}
