import { writeFileSync } from 'node:fs'
import { synthesize } from '../../infra/template.ts'
import { answerAs, spent } from './child.ts'
import { readJson } from './json.ts'

/** Synthesizes in a process of its own, as the CDK takes hundreds of MB: `synth-process.ts <list of files> <result>`. */
const [list = '', result = ''] = process.argv.slice(2)

answerAs({
  synthesize: () => {
    const from = performance.now()
    const { template, services } = synthesize({ config: readJson(list) as string[] })
    const text = JSON.stringify({ template, services })
    writeFileSync(result, text)
    return { milliseconds: performance.now() - from, ...spent() }
  },
})
