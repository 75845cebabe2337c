import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'

const stackSchema = v.object({
  type: v.literal('aws:cloudformation:stack'),
  environment: v.pipe(v.string(), v.regex(/^aws:\/\/[^/]+\/[^/]+$/)),
  properties: v.object({
    requiresBootstrapStackVersion: v.optional(v.number(), 0),
  }),
})
const manifestSchema = v.object({ artifacts: v.record(v.string(), v.unknown()) })

/** A stack that was synthesized. */
interface MadeStack {
  /** `undefined`: wherever the credentials are. */
  readonly region: string | undefined
  /** Of `cdk bootstrap`. */
  readonly needs: number
}

const known = (text: string | undefined): string | undefined =>
  text?.startsWith('unknown-') ? undefined : text

const stacksOf = (folder: string): readonly MadeStack[] => {
  const text = readFileSync(join(folder, 'manifest.json'), 'utf8')
  const { artifacts } = v.parse(manifestSchema, JSON.parse(text))
  return Object.values(artifacts).flatMap(artifact => {
    const read = v.safeParse(stackSchema, artifact)
    if (!read.success) return []
    const { environment, properties } = read.output
    return {
      region: known(environment.split('/').at(-1)),
      needs: properties.requiresBootstrapStackVersion,
    }
  })
}

/** Which version of `cdk bootstrap` the stacks of a folder that `cdk synth` wrote need, by region. */
export const needsOf = (folder: string, home: string): ReadonlyMap<string, number> => {
  const needs = new Map<string, number>()
  for (const { region = home, needs: version } of stacksOf(folder))
    needs.set(region, Math.max(version, needs.get(region) ?? 0))
  return needs
}

const outputsSchema = v.record(v.string(), v.record(v.string(), v.string()))

/** The outputs of one stack, from the file that `cdk deploy` wrote. */
export const outputsIn = (file: string, stack: string): Readonly<Record<string, string>> =>
  v.parse(outputsSchema, JSON.parse(readFileSync(file, 'utf8')))[stack] ?? {}
