import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { defaultConfig } from '../../cli/config.ts'
import { synthesize } from '../../infra/template.ts'
import { StepFailed } from './failure.ts'
import { run } from './process.ts'

/** CDK says what waits for what even where a reference says it already: no fault of anybody. */
const known = ['W3005']

/** cfn-lint over the template of the shipped service, as it goes to AWS. Throws StepFailed with every finding. */
export const lintTemplate = async (bin: string, folder: string, signal: AbortSignal): Promise<void> => {
  const { template } = synthesize({ config: [defaultConfig] })
  const file = join(folder, 'template.json')
  await writeFile(file, JSON.stringify(template, undefined, 2))
  const args = ['--ignore-checks', ...known, '--template', file]
  const { code, out, err } = await run(join(bin, 'cfn-lint'), args, {
    env: { PATH: process.env['PATH'], HOME: folder },
    signal,
  })
  if (code !== 0) throw new StepFailed(`cfn-lint finds fault with the template:\n${out}${err}`)
}
