import { readFileSync } from 'node:fs'
import { toJsonSchema } from '@valibot/to-json-schema'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type BusEvent, detailSchema, detailTypes } from '../../lib/contract.ts'
import { busEvent } from '../../lib/incident/bus-events.ts'
import { at, recordWith } from '../page/site-facts.ts'
import { mistake, planned, sede } from './scenes.ts'

interface Schema {
  readonly [key: string]: unknown
}
interface Message {
  readonly name: string
  readonly payload: { readonly $ref: string }
}

const document = parse(readFileSync('docs/asyncapi.yaml', 'utf8'))
const messages = Object.values<Message>(document.components.messages)
const { detail }: { detail: { properties: Record<string, Schema>; required: string[] } } =
  document.components.schemas

const specs = 'node_modules/@asyncapi/specs/schemas/3.0.0-without-$id.json'

/** The schema that a message refers to, with the document that its references lead into. */
const validatorOf = (type: string) => {
  const message = messages.find(({ name }) => name === type)
  const ajv = new Ajv({ strict: false, formats: { 'date-time': true } })
  return ajv.compile({ $ref: message?.payload.$ref, components: document.components })
}

describe('the AsyncAPI document', () => {
  it('is one, by the schema of AsyncAPI 3.0', () => {
    const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: false })
    const isValid = ajv.compile(JSON.parse(readFileSync(specs, 'utf8')))
    expect([isValid(document), isValid.errors]).toEqual([true, null])
    expect(isValid({ ...document, channels: { bus: { address: 7 } } })).toBe(false)
  })

  it('names every type of event once, and no other', () => {
    expect(messages.map(({ name }) => name)).toEqual(detailTypes)
    expect(Object.keys(document.channels.bus.messages)).toEqual(Object.keys(document.components.messages))
  })

  it('has every field of an event as the contract has it', () => {
    const { properties, required } = toJsonSchema(detailSchema)
    const types = (fields: Record<string, unknown> = {}) =>
      Object.fromEntries(
        Object.entries(fields).map(([name, field]) => {
          const { description, format, ...schema } = field as Schema
          return [name, schema]
        }),
      )
    expect(types(detail.properties)).toEqual(types(properties))
    expect(detail.required.toSorted()).toEqual(required?.toSorted())
  })
})

describe('the events as they are told', () => {
  const record = recordWith({
    incidents: [sede, planned, mistake],
    components: { web: { is: 'operational', since: at('08:00') } },
  })
  const ids = [
    'SS-0042/1',
    'SS-0042/2',
    'SS-0042/3',
    'SS-0043/1',
    'SS-0041/2',
    'web/down/1795254000000',
    'web/certificate-7/1795254000000',
    '@all/held/1795254000000',
  ]
  const events = ids.map(id => busEvent(record, id)).filter((one): one is BusEvent => one !== undefined)

  it('are what the document says of their type', () => {
    expect(events.map(({ type }) => type)).toEqual([
      'incident.opened',
      'incident.noted',
      'incident.acknowledged',
      'maintenance.planned',
      'incident.resolved',
      'component.changed',
      'certificate.expiring',
      'posting.changed',
    ])
    for (const event of events) {
      const isValid = validatorOf(event.type)
      expect([event.type, isValid(event.detail), isValid.errors]).toEqual([event.type, true, null])
    }
  })

  it('of one kind are not those of another', () => {
    const [opened, changed] = [events[0], events[5]]
    expect(validatorOf('component.changed')(opened?.detail)).toBe(false)
    expect(validatorOf('incident.opened')(changed?.detail)).toBe(false)
  })
})
