import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import type { ServiceFile } from '../lib/service/service.ts'
import { buildApp } from './build.ts'

const resource = v.looseObject({
  Type: v.string(),
  Properties: v.optional(v.record(v.string(), v.unknown()), {}),
  Metadata: v.optional(v.record(v.string(), v.unknown()), {}),
})
const templateSchema = v.looseObject({
  Resources: v.record(v.string(), resource),
  Outputs: v.optional(v.record(v.string(), v.unknown()), {}),
})

/** The CloudFormation template as plain JSON; a function's source is in its metadata `atalaya:entry`. */
export type Template = v.InferOutput<typeof templateSchema>

export interface Synthesized {
  readonly template: Template
  /** Of the stacks in other regions. */
  readonly vantages: readonly { readonly region: string; readonly template: Template }[]
  /** What each function finds in its services.json. */
  readonly services: readonly ServiceFile[]
}

export interface SynthesizeOptions {
  /** Service files, relative to the working directory. */
  readonly config: readonly string[]
  /** Other settings, by the keys that `cdk -c` takes. */
  readonly context?: Readonly<Record<string, unknown>>
  /** Keeps the cloud assembly there; it leaves nothing behind, if absent. */
  readonly outdir?: string
}

/** The very stacks that are deployed, without bundles and rule checks. Throws `BadConfig` for a bad file. */
export const synthesize = ({ config, context, outdir }: SynthesizeOptions): Synthesized => {
  const folder = outdir ?? mkdtempSync(join(tmpdir(), 'atalaya-synth-'))
  try {
    const { app, stack, vantages, services } = buildApp({
      outdir: folder,
      context: { ...context, config, 'aws:cdk:bundling-stacks': [] },
    })
    const assembly = app.synth()
    const templateOf = (name: string) => v.parse(templateSchema, assembly.getStackByName(name).template)
    return {
      template: templateOf(stack.stackName),
      vantages: vantages.map(one => ({ region: one.region, template: templateOf(one.stackName) })),
      services: services.map(one => one.file),
    }
  } finally {
    if (outdir === undefined) rmSync(folder, { recursive: true, force: true })
  }
}
