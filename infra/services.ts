import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { parseService } from '../lib/service/parse.ts'
import type { Problem } from '../lib/service/problem.ts'
import { type Service, type ServiceFile, serviceSchema } from '../lib/service/service.ts'
import { readYaml } from '../lib/service/yaml.ts'
import { BadConfig } from './bad-config.ts'

export interface ReadService {
  readonly path: string
  readonly service: Service
  /** As in its file: what the functions parse again. */
  readonly file: ServiceFile
  readonly warnings: readonly Problem[]
}

const folder = join(import.meta.dirname, '..', 'services')

const shipped = (): string[] =>
  readdirSync(folder)
    .filter(name => name.endsWith('.yaml'))
    .sort()
    .map(name => join(folder, name))

const wrong = (file: string, path: string, found: string, allowed: string): Problem => ({
  severity: 'error',
  file,
  path,
  found,
  allowed,
})

const codeOf = (fault: unknown) => (fault instanceof Error && 'code' in fault ? fault.code : undefined)

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch (fault) {
    const found = codeOf(fault) === 'ENOENT' ? 'no file' : `a file that gives ${codeOf(fault)}`
    throw new BadConfig([wrong(path, '', found, 'a service file that can be read')])
  }
}

const read = (path: string): ReadService => {
  const text = textOf(path)
  const parsed = parseService(text, path)
  if ('problems' in parsed) throw new BadConfig(parsed.problems)
  const yaml = readYaml(text)
  const file = 'value' in yaml ? yaml.value : undefined
  if (!v.is(serviceSchema, file)) throw new BadConfig([wrong(path, '', 'no service', 'what the parser took')])
  return { path, file, ...parsed }
}

/** Two services under one id share a record; under one code, citizens take their incidents for the same. */
const repeats = (services: readonly ReadService[], key: 'id' | 'code'): Problem[] =>
  services.flatMap(({ path, service }, index) => {
    const first = services.slice(0, index).find(other => other.service[key] === service[key])
    return first ? [wrong(path, key, service[key], `one that ${first.path} does not have`)] : []
  })

/** The services of these files, every services/*.yaml by default. Throws `BadConfig` before anything is made of a bad one. */
export const readServices = (files: readonly string[] = shipped()): readonly ReadService[] => {
  if (files.length === 0)
    throw new BadConfig([wrong('services/', '', 'no .yaml file', 'one for each service')])
  const services = files.map(read)
  const problems = [...repeats(services, 'id'), ...repeats(services, 'code')]
  if (problems.length > 0) throw new BadConfig(problems)
  return services
}

/** Writes services.json to the cloud assembly, for the bundles and for a local run; returns its path. */
export const writeServices = (outdir: string, services: readonly ReadService[]): string => {
  const path = join(outdir, 'services.json')
  writeFileSync(path, `${JSON.stringify(services.map(one => one.file))}\n`)
  return path
}
