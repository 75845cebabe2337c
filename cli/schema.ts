import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { toJsonSchema } from '@valibot/to-json-schema'
import { serviceSchema } from '../lib/service/service.ts'
import { takingNothing } from './usage.ts'

const target = new URL('../services/schema.json', import.meta.url)

/**
 * The JSON Schema of a service's file, for editors, as the text of services/schema.json. Rules that it cannot say,
 * such as ids that differ, are left to `check-config`.
 */
export const serviceJsonSchema = (): string => {
  const schema = toJsonSchema(serviceSchema, { typeMode: 'input', errorMode: 'ignore' })
  return `${JSON.stringify({ ...schema, title: 'A service that Atalaya watches' }, null, 2)}\n`
}

const help = `Writes services/schema.json anew, the JSON Schema of a service's file: after a change of what the file may hold.

  npm run schema

  --help   this text
`

if (import.meta.main)
  process.exitCode = takingNothing(process.argv.slice(2), help, () => {
    writeFileSync(target, serviceJsonSchema())
    process.stdout.write(`${fileURLToPath(target)}\n`)
  })
