import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Verdict, verifyEvidence } from '../lib/audit/verify-evidence.ts'
import type { Streams } from './check-config.ts'
import { usageExit } from './config.ts'

const help = `Checks evidence that was exported: whether anything in it was changed since.

  npm run atalaya -- verify FILE [FILE ...]     such as SS-0007.json

  --json   one JSON object a line on stdout, for each file
  --help   this text

Ends 0 if every file is as it was exported, 1 if one is not, 2 if it makes no sense or a file cannot be read.
`

const options = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const

const said = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault))

const read = (args: readonly string[]) => {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    if (positionals.length > 0 || values.help) return { ...values, files: positionals }
    return { wrong: 'verify needs a file, such as SS-0007.json' }
  } catch (fault) {
    return { wrong: said(fault) }
  }
}

const verdictOf = (text: string): Verdict => {
  try {
    return verifyEvidence(JSON.parse(text))
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault
    return { is: 'foreign', why: `it is no JSON: ${fault.message}` }
  }
}

/** One line for people; several, if it breaks at several places. */
const linesOf = (file: string, verdict: Verdict): readonly string[] => {
  switch (verdict.is) {
    case 'right': {
      const { service, incident, chains } = verdict.evidence
      const spans = chains.map(({ chain, from, to, head }) => `${chain} ${from} to ${to} of ${head.n}`)
      return [
        `${file}: right, ${incident.id} of ${service.id} (${spans.join(', ') || 'no log'})`,
        ...(verdict.said.length > 0 ? [`  only said, not shown by the log: ${verdict.said.join(', ')}`] : []),
      ]
    }
    case 'broken':
      return verdict.breaks.map(({ where, why }) => `${file}: broken at ${where}: ${why}`)
    case 'foreign':
      return [`${file}: no evidence of ours, or broken: ${verdict.why}`]
    default:
      return verdict satisfies never
  }
}

const jsonOf = (file: string, verdict: Verdict) => {
  if (verdict.is !== 'right') return { file, ...verdict }
  const { service, incident, chains, seal } = verdict.evidence
  const slices = chains.map(({ chain, from, to, head }) => ({ chain, from, to, head }))
  return {
    file,
    is: verdict.is,
    service: service.id,
    incident: incident.id,
    seal,
    chains: slices,
    said: verdict.said,
  }
}

const check = (file: string, json: boolean, { out, err }: Streams): number => {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (fault) {
    err(`${said(fault)}\n`)
    if (json) out(`${JSON.stringify({ file, is: 'invalid', why: said(fault) })}\n`)
    return usageExit
  }
  const verdict = verdictOf(text)
  const tell = verdict.is === 'right' && !json ? out : err
  for (const line of linesOf(file, verdict)) tell(`${line}\n`)
  if (json) out(`${JSON.stringify(jsonOf(file, verdict))}\n`)
  return verdict.is === 'right' ? 0 : 1
}

/** The command itself; returns its exit code. */
export const verify = (args: readonly string[], streams: Streams): number => {
  const asked = read(args)
  if ('wrong' in asked) {
    streams.err(`${asked.wrong}\n\n${help}`)
    if (args.includes('--json')) streams.out(`${JSON.stringify({ is: 'invalid', why: asked.wrong })}\n`)
    return usageExit
  }
  if (asked.help) {
    streams.out(help)
    return 0
  }
  return Math.max(...asked.files.map(file => check(file, asked.json ?? false, streams)))
}
