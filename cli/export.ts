import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { documentOf } from '../lib/audit/document.ts'
import { type Verdict, verifyEvidence } from '../lib/audit/verify-evidence.ts'

/** What came as evidence is none, or breaks; the message says where, and where it lies all the same. */
export class EvidenceRefused extends Error {
  override readonly name = 'EvidenceRefused'
}

const jsonOf = (exported: unknown): string => `${JSON.stringify(exported ?? null, undefined, 2)}\n`

const written = (folder: string, name: string, text: string): string => {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const whatBreaks = (verdict: Exclude<Verdict, { is: 'right' }>): string =>
  verdict.is === 'foreign'
    ? `it is no evidence: ${verdict.why}`
    : `it is broken at ${verdict.breaks.map(({ where, why }) => `${where}: ${why}`).join('; ')}`

/**
 * Writes exported evidence into a folder, which is made if need be: `SS-0007.json`, which `verify` checks, and
 * `SS-0007.md` for people. Files of the same names are written over.
 * @param exported What the export query answered, as it came.
 * @returns The paths of both files. Throws EvidenceRefused.
 */
export const writeEvidence = (exported: unknown, folder: string): readonly string[] => {
  const verdict = verifyEvidence(exported)
  // What breaks is evidence too: that the log was changed. Only nobody should read it as if it were right.
  if (verdict.is !== 'right') {
    const path = written(folder, 'broken-evidence.json', jsonOf(exported))
    throw new EvidenceRefused(`${path} holds what was exported; ${whatBreaks(verdict)}`)
  }
  const { id } = verdict.evidence.incident
  // It becomes a file's name, and it came over the network.
  if (!/^[A-Z]{2,5}-\d{4,}$/.test(id)) throw new EvidenceRefused(`"${id}" is no incident`)
  return [
    written(folder, `${id}.json`, jsonOf(exported)),
    written(folder, `${id}.md`, documentOf(verdict.evidence)),
  ]
}
