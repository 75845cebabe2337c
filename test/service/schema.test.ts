import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { serviceJsonSchema } from '../../cli/schema.ts'
import { judge } from '../../lib/service/issues.ts'
import { satisfies, spoilt } from './json-schema.ts'

const read = (name: string) => readFileSync(new URL(`../../services/${name}`, import.meta.url), 'utf8')
const files = ['seguridad-social.yaml', 'template.yaml.example']
const schema = JSON.parse(serviceJsonSchema())

describe('services/schema.json', () => {
  it('has not drifted from the schema: npm run schema', () => {
    expect(read('schema.json')).toBe(serviceJsonSchema())
  })

  it('shows editors what a duration looks like', () => {
    const { timeout } = schema.properties.components.items.oneOf[0].properties.targets.items.properties
    expect(timeout).toMatchObject({
      type: 'string',
      default: '10s',
      description: expect.stringMatching(/10m/),
    })
    expect(new RegExp(timeout.pattern).test('10m')).toBe(true)
    expect(new RegExp(timeout.pattern).test('10')).toBe(false)
  })

  it.each(files)('takes %s', name => {
    expect(satisfies(schema, parseYaml(read(name)))).toBe(true)
  })

  it.each([
    { code: 'S' },
    { components: [] },
    { components: [{ id: 'a', name: { es: 'x' } }] },
    { components: [{ id: 'a', name: { es: 'x' }, declared: false }] },
    { components: [{ id: 'a', name: { es: 'x' }, declared: true, targets: [] }] },
    { controls: ['ftp://example.org'] },
    { policy: { recheck: [2] } },
    { extra: 1 },
  ])('refuses the shipped file with %j', wrong => {
    expect(satisfies(schema, { ...parseYaml(read('seguridad-social.yaml')), ...wrong })).toBe(false)
  })

  it('never refuses what the program takes', () => {
    for (const name of files)
      fc.assert(
        fc.property(spoilt(parseYaml(read(name))), input => {
          if ('service' in judge(input)) expect(satisfies(schema, input)).toBe(true)
        }),
        { numRuns: 1_000 },
      )
  })
})
