import type { Template } from '../../infra/template.ts'
import type { ServiceFile } from '../../lib/service/service.ts'
import { readJson } from './json.ts'

/** What was synthesized, as synth-process.ts left it. */
export interface StageFile {
  readonly template: Template
  readonly services: readonly ServiceFile[]
}

export const readStage = (path: string): StageFile => readJson(path) as StageFile
