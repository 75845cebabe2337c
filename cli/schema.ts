import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { toJsonSchema } from '@valibot/to-json-schema'
import { serviceSchema } from '../lib/service/service.ts'

const target = new URL('../services/schema.json', import.meta.url)

/**
 * The JSON Schema of a service's file, for editors, as the text of services/schema.json. Rules that it cannot say,
 * such as ids that differ, are left to `check-config`.
 */
export const serviceJsonSchema = (): string => {
  const schema = toJsonSchema(serviceSchema, { typeMode: 'input', errorMode: 'ignore' })
  return `${JSON.stringify({ ...schema, title: 'A service that Atalaya watches' }, null, 2)}\n`
}

if (import.meta.main) {
  writeFileSync(target, serviceJsonSchema())
  process.stdout.write(`${fileURLToPath(target)}\n`)
}
