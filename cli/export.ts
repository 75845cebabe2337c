import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { documentOf } from '../lib/audit/document.ts'
import { type Verdict, verifyEvidence } from '../lib/audit/verify-evidence.ts'

/** What came as evidence is none, or breaks; the message says where, and where it lies all the same. */
export class EvidenceRefused extends Error {
  override readonly name = 'EvidenceRefused'
}

const jsonOf = (exported: unknown): string => `${JSON.stringify(exported ?? null, undefined, 2)}\n`

/** A file of that name is there, and was left as it is. */
export class FileKept extends Error {
  override readonly name = 'FileKept'
}

export interface Writing {
  /** Only says which files it would write. */
  readonly dryRun?: boolean
  /** Writes over files that are there. */
  readonly force?: boolean
}

/** Writes all of these or none. Throws FileKept. */
const written = (
  folder: string,
  texts: Readonly<Record<string, string>>,
  { dryRun = false, force = false }: Writing,
): readonly string[] => {
  const paths = Object.keys(texts).map(name => join(folder, name))
  const kept = force ? [] : paths.filter(path => existsSync(path))
  if (kept.length > 0)
    throw new FileKept(
      `${kept.join(' and ')} ${kept.length === 1 ? 'is' : 'are'} there already; --force writes over`,
    )
  if (dryRun) return paths
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(texts))
    writeFileSync(join(folder, name), text, { flag: force ? 'w' : 'wx' })
  return paths
}

const whatBreaks = (verdict: Exclude<Verdict, { is: 'right' }>): string =>
  verdict.is === 'foreign'
    ? `it is no evidence: ${verdict.why}`
    : `it is broken at ${verdict.breaks.map(({ where, why }) => `${where}: ${why}`).join('; ')}`

/**
 * Writes exported evidence into a folder, which is made if need be: `SS-0007.json`, which `verify` checks, and
 * `SS-0007.md` for people.
 * @param exported What the export query answered, as it came.
 * @returns The paths of both files. Throws EvidenceRefused, and FileKept where one is there already.
 */
export const writeEvidence = (exported: unknown, folder: string, how: Writing = {}): readonly string[] => {
  const verdict = verifyEvidence(exported)
  // What breaks is evidence too: that the log was changed. Only nobody should read it as if it were right.
  if (verdict.is !== 'right') {
    const [path] = written(folder, { 'broken-evidence.json': jsonOf(exported) }, how)
    const holds = how.dryRun ? 'would hold' : 'holds'
    throw new EvidenceRefused(`${path} ${holds} what was exported; ${whatBreaks(verdict)}`)
  }
  const { id } = verdict.evidence.incident
  // It becomes a file's name, and it came over the network.
  if (!/^[A-Z]{2,5}-\d{4,}$/.test(id)) throw new EvidenceRefused(`"${id}" is no incident`)
  const texts = { [`${id}.json`]: jsonOf(exported), [`${id}.md`]: documentOf(verdict.evidence) }
  return written(folder, texts, how)
}
