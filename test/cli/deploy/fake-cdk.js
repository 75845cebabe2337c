// Stands in for cdk: keeps what it was asked, and does what script.json beside cdk.json says.
const { appendFileSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')

const [, , verb, ...args] = process.argv
const after = flag => args[args.indexOf(flag) + 1]
const here = process.cwd()
const script = JSON.parse(readFileSync(join(here, 'script.json'), 'utf8'))
appendFileSync(join(here, 'calls.jsonl'), `${JSON.stringify({ verb, args, pid: process.pid })}\n`)

const { says = '', code = 0, hangs = false } = script[verb] ?? {}
process.stderr.write(`${says}\n`)
process.exitCode = code
if (verb === 'synth') {
  mkdirSync(after('--output'), { recursive: true })
  writeFileSync(join(after('--output'), 'manifest.json'), JSON.stringify({ artifacts: script.artifacts }))
}
if (verb === 'deploy' && code === 0) writeFileSync(after('--outputs-file'), JSON.stringify(script.outputs))
if (hangs) setInterval(() => undefined, 1_000)
