import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { synthesize } from '../infra/template.ts'

/** Synthesizes in a process of its own: `synth-child.ts <service file> <folder>`, result in `<folder>/result.json`. */
const [config, folder] = process.argv.slice(2)
if (config && folder) {
  const result = synthesize({
    config: [config],
    // What the network does with the page, a local run does as well.
    context: { cdn: true },
    outdir: join(folder, 'assembly'),
  })
  writeFileSync(join(folder, 'result.json'), JSON.stringify(result))
}
