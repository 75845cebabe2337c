import { formatProblem, type Problem } from '../lib/service/problem.ts'

/** Settings or service files that no stack can be made of. */
export class BadConfig extends Error {
  override readonly name = 'BadConfig'
  readonly problems: readonly Problem[]

  /** The message has a line for each problem: file, path, what was found, what is allowed. */
  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'))
    this.problems = problems
  }
}
