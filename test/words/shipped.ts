import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { parseService } from '../../lib/service/parse.ts'
import { type Names, type Service, serviceSchema } from '../../lib/service/service.ts'

const file = 'services/seguridad-social.yaml'

/** The service that ships with the code. */
export const shipped = (): Service => {
  const parsed = parseService(readFileSync(file, 'utf8'), file)
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  return parsed.service
}

/** A service of declared components with these Spanish names. */
export const serviceOf = (
  names: readonly string[],
  name = 'la Seguridad Social',
  official = false,
): Service =>
  v.parse(serviceSchema, {
    id: 'a-body',
    code: 'SS',
    name: { es: name },
    official,
    components: names.map((es, index) => ({ id: `c${index}`, name: { es }, declared: true })),
  })

export const named = (...names: readonly string[]): Names[] => names.map(es => ({ es }))
