import { type Parsed, parseService } from '../../lib/service/parse.ts'
import type { Problem } from '../../lib/service/problem.ts'

export const file = 'services/prueba.yaml'

/** The least that is a service. */
export const minimal = `id: prueba
code: PR
name: { es: el servicio de prueba }
components:
  - id: web
    name: { es: la web }
    targets:
      - url: https://example.org/
`

export const parse = (text: string): Parsed => parseService(text, file)

/** The minimal file with one piece of its text changed; the piece has to be there. */
export const changed = (from: string, to: string): Parsed => {
  if (!minimal.includes(from)) throw new RangeError(`the minimal file has no ${from}`)
  return parse(minimal.replace(from, to))
}

export const problemsOf = (parsed: Parsed): readonly Problem[] =>
  'problems' in parsed ? parsed.problems : []

/** The problem at a path; fails the test with all that there are, if there is none. */
export const problemAt = (parsed: Parsed, path: string): Problem => {
  const found = problemsOf(parsed).find(problem => problem.path === path)
  if (!found) throw new RangeError(`no problem at "${path}" among ${JSON.stringify(problemsOf(parsed))}`)
  return found
}
