import { toJsonSchema } from '@valibot/to-json-schema'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { answersOf } from '../../lib/feed/statuspage/files.ts'
import { shapes } from '../../lib/feed/statuspage/shapes.ts'
import { factsWith } from '../page/site-facts.ts'
import { busy } from './scenes.ts'

const paths = Object.keys(shapes) as readonly (keyof typeof shapes)[]
const ajv = new Ajv({ strict: true })

/** Written to docs/schema by `npx vitest run --update test/feed/schema.test.ts`. */
const textOf = (path: keyof typeof shapes): string => {
  const schema = { ...toJsonSchema(shapes[path]), title: `api/v2/${path}` }
  const text = JSON.stringify(schema, null, 2)
  // Lists of words as the formatter writes them: on one line, if it has room.
  return `${text.replaceAll(/(?<=^(.*))\[\n[^[\]{}]*\]/gm, (list, before: string) => {
    const line = list.replaceAll(/\n\s*/g, ' ').replace('[ ', '[').replace(' ]', ']')
    return before.length + line.length < 110 ? line : list
  })}\n`
}

describe.each(paths)('the schema of %s', path => {
  it('is the one that is published', async () => {
    const name = path.replace('/', '-').replace('.json', '.schema.json')
    await expect(textOf(path)).toMatchFileSnapshot(`../../docs/schema/${name}`)
  })

  it('holds what is served, and not a word less', () => {
    const isValid = ajv.compile(JSON.parse(textOf(path)))
    for (const facts of [
      busy(),
      factsWith(),
      factsWith({ record: undefined }),
      factsWith({ isStale: true }),
    ]) {
      const answer: Record<string, unknown> = answersOf(facts)[path]
      expect([isValid(answer), isValid.errors]).toEqual([true, null])
      for (const key of Object.keys(answer)) expect(isValid({ ...answer, [key]: undefined })).toBe(false)
    }
  })
})
