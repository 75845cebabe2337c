import { problems } from '../words/problems.ts'
import { advice } from './advice.ts'
import { judge } from './issues.ts'
import type { Problem, Remark } from './problem.ts'
import type { Service } from './service.ts'
import { type Mistake, readYaml } from './yaml.ts'

export type Parsed =
  | { readonly service: Service; readonly warnings: readonly Problem[] }
  | { readonly problems: readonly Problem[] }

const ofYaml = (severity: Problem['severity'], file: string, { line, says }: Mistake): Problem => ({
  severity,
  file,
  path: '',
  found: says,
  allowed: 'YAML 1.2, one document',
  ...(line === undefined ? {} : { line }),
})

const nothing = (file: string): Problem => ({
  severity: 'error',
  file,
  path: '',
  found: 'nothing',
  allowed: 'a service: id, code, name and components',
})

/** As one reads the file; what has no line comes first. */
const inOrder = (problems: readonly Problem[]): readonly Problem[] =>
  problems.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0))

/**
 * The service that a file's text describes, with every default and durations in milliseconds, and what is doubtful
 * about it; or all problems, of which one at least is an error. `file` is only named in them.
 */
export const parseService = (text: string, file: string): Parsed => {
  const read = readYaml(text)
  if ('mistakes' in read) return { problems: read.mistakes.map(one => ofYaml('error', file, one)) }
  if (read.value === null || read.value === undefined) return { problems: [nothing(file)] }
  const placed = (remark: Remark): Problem => {
    const line = read.lineOf(remark.path)
    return { ...remark, file, ...(line === undefined ? {} : { line }) }
  }
  const doubts = read.warnings.map(one => ofYaml('warning', file, one))
  const judged = judge(read.value)
  if ('remarks' in judged) return { problems: inOrder([...judged.remarks.map(placed), ...doubts]) }
  const remarks = [...advice(judged.service), ...problems(judged.service)]
  const all = inOrder([...remarks.map(placed), ...doubts])
  return all.some(one => one.severity === 'error')
    ? { problems: all }
    : { service: judged.service, warnings: all }
}
