import * as v from 'valibot'
import { canonical, NotCanonical } from './canonical.ts'
import { type Broken, type Slice, verify } from './chain.ts'
import { entrySchema, isWhole, type Shown, stubSchema } from './entry.ts'
import { type Evidence, evidenceSchema, sealOf } from './evidence.ts'
import { type Findings, findingsOf, ownOf, type Proven, provenOf } from './findings.ts'

const text = v.string()
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const link = v.looseObject({ n: v.number(), at: text, prev: text, hash: text })
const slicesOf = <One extends v.GenericSchema>(entry: One) =>
  v.array(
    v.looseObject({
      chain: text,
      from: v.pipe(count, v.minValue(1)),
      to: count,
      entries: v.array(entry),
      head: v.looseObject({ n: count, hash: text }),
    }),
  )

const fileSchema = v.looseObject({
  schema: v.literal(evidenceSchema),
  service: v.looseObject({ id: text, name: text, timeZone: text }),
  incident: v.looseObject({
    id: text,
    components: v.record(text, text),
    status: v.record(text, v.unknown()),
  }),
  exportedAt: text,
  chains: slicesOf(link),
  seal: text,
})
/** As it stands in the file: hashes are of all that stands there, so nothing is a copy. */
type File = v.InferInput<typeof fileSchema>

/** What a file that claims to be evidence is. */
export type Verdict =
  /** `said`: what only whoever exported it says, as the log cannot show it; the rest follows from the log. */
  | { readonly is: 'right'; readonly evidence: Evidence; readonly said: readonly Said[] }
  /** `where`: `record 12` is the twelfth entry of a chain, else the part of the file. */
  | { readonly is: 'broken'; readonly breaks: readonly { readonly where: string; readonly why: string }[] }
  | { readonly is: 'foreign'; readonly why: string }

/** Parts of evidence that its log does not show; `missing`: that no chain and no later entry was left out. */
export type Said =
  | 'service.name'
  | 'service.timeZone'
  | 'exportedAt'
  | 'missing'
  | 'incident.status'
  | 'incident.components'

type Break = Extract<Verdict, { is: 'broken' }>['breaks'][number]

const ofChain = ({ chain, n, why }: Broken): Break => ({ where: `${chain} ${n}`, why })

const parts = [
  'unreachable',
  'slow',
  'unseen',
  'steps',
  'posts',
  'commands',
] as const satisfies readonly (keyof Findings)[]

/** Parts of the file that are not what its own log says. */
const unfounded = (file: File, findings: Findings): readonly Break[] =>
  parts
    .filter(part => canonical(file[part]) !== canonical(findings[part]))
    .map(part => ({ where: part, why: 'it is not what the log of this file says' }))

/** What the head of the file says otherwise than its log. */
const misnamed = (
  { incident: { status, components } }: File,
  proven: Proven | undefined,
): readonly Break[] => {
  if (!proven) return []
  const why = 'it is not what the log of this file says'
  const isNamed = Object.entries(proven.names).every(([id, name]) => components[id] === name)
  const isWhole = proven.members.every(id => Object.hasOwn(components, id))
  return [
    ...(canonical(status) === canonical(proven.status) ? [] : [{ where: 'incident.status', why }]),
    ...(isNamed && isWhole ? [] : [{ where: 'incident.components', why }]),
  ]
}

/** Entries about the incident whose words were taken away. */
const withheld = (id: string, chains: readonly Slice<Shown>[]): readonly Break[] => {
  const own = ownOf(id, chains)
  return chains.flatMap(({ chain, entries }) =>
    entries
      .filter(entry => !isWhole(entry) && own.has(entry))
      .map(({ n }) => ({
        where: `${chain} ${n}`,
        why: `entry ${n} is about ${id}, and what it says is left out`,
      })),
  )
}

const always: readonly Said[] = ['service.name', 'service.timeZone', 'exportedAt', 'missing']

/** A component that joined later has its name from the record alone. */
const saidIn = ({ incident: { id, components }, chains }: Evidence): readonly Said[] => {
  const proven = provenOf(id, chains)
  const isNamed =
    proven !== undefined && Object.keys(components).every(one => Object.hasOwn(proven.names, one))
  return [
    ...always,
    ...(proven ? [] : ['incident.status' as const]),
    ...(isNamed ? [] : ['incident.components' as const]),
  ]
}

const isBreak = (found: readonly Break[] | Evidence): found is readonly Break[] => Array.isArray(found)

/** Entries of the kinds that this version knows. */
const known = slicesOf(v.union([stubSchema, entrySchema]))

/** The file with its entries read, or what shows that it was changed. */
const examined = (file: File): readonly Break[] | Evidence => {
  const torn = file.chains.map(slice => verify(file.service.id, slice)).filter(broken => broken !== undefined)
  if (torn.length > 0) return torn.map(ofChain)
  const chains: unknown = file.chains
  if (!v.is(known, chains)) {
    const [issue] = v.safeParse(known, chains).issues ?? []
    const place = (issue && v.getDotPath(issue)) ?? ''
    return [{ where: `chains.${place}`, why: 'it is no entry that this version writes' }]
  }
  const { id, components } = file.incident
  const findings = findingsOf({ id, components: Object.keys(components) }, chains)
  const wrong = [
    ...withheld(id, chains),
    ...misnamed(file, provenOf(id, chains)),
    ...unfounded(file, findings),
  ]
  if (wrong.length > 0) return wrong
  if (sealOf(file) !== file.seal) return [{ where: 'seal', why: 'something else in the file was changed' }]
  return { ...file, ...findings, chains }
}

/** Whether evidence is what was exported: each chain, what was found in it, and the seal over all. */
export const verifyEvidence = (stored: unknown): Verdict => {
  if (!v.is(fileSchema, stored)) {
    const [issue] = v.safeParse(fileSchema, stored).issues ?? []
    return {
      is: 'foreign',
      why: issue ? `${v.getDotPath(issue) ?? 'the file'}: ${issue.message}` : 'it is another thing',
    }
  }
  try {
    const found = examined(stored)
    return isBreak(found)
      ? { is: 'broken', breaks: found }
      : { is: 'right', evidence: found, said: saidIn(found) }
  } catch (fault) {
    if (fault instanceof NotCanonical) return { is: 'foreign', why: fault.message }
    throw fault
  }
}
