import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseService } from '../../lib/service/parse.ts'
import { type Service, targetsOf } from '../../lib/service/service.ts'

const folder = new URL('../../services/', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')
const load = (name: string): Service => {
  const parsed = parseService(read(name), name)
  if (!('service' in parsed)) throw new RangeError(JSON.stringify(parsed.problems))
  expect(parsed.warnings).toEqual([])
  return parsed.service
}

describe('seguridad-social.yaml', () => {
  const service = load('seguridad-social.yaml')

  it('names what citizens know', () => {
    expect(service.components.map(({ id, name }) => [id, name.es])).toEqual([
      ['web', 'la web de la Seguridad Social'],
      ['sede', 'la Sede Electrónica de la Seguridad Social'],
      ['importass', 'Import@ss'],
      ['acceso', 'el acceso con usuario de la Seguridad Social'],
      ['prestaciones', 'la web de prestaciones'],
      ['imv', 'la web del ingreso mínimo vital'],
      ['cita', 'la web para pedir cita'],
      ['oficinas', 'las oficinas de la Seguridad Social'],
    ])
  })

  it('leaves only the offices to operators', () => {
    const declared = service.components.filter(component => targetsOf(component).length === 0)
    expect(declared.map(({ id }) => id)).toEqual(['oficinas'])
  })

  it('asks each page for a positive marker', () => {
    for (const { expect: wanted, url } of service.components.flatMap(targetsOf)) {
      expect(wanted.contains.length + (wanted.title?.length ?? 0), url).toBeGreaterThan(0)
      // Healthy pages say these as well.
      expect([...wanted.contains, wanted.title ?? ''].join(' ')).not.toMatch(
        /disponible|incidencia|error|molestias/i,
      )
    }
  })

  it('asks the portals for their Spanish pages', () => {
    const portals = service.components.filter(({ id }) => id === 'web' || id === 'sede').flatMap(targetsOf)
    for (const { url } of portals) expect(new URL(url).searchParams.get('changeLanguage')).toBe('es')
  })

  it('controls with hosts that are not its own', () => {
    const hosts = service.controls.map(url => new URL(url).hostname)
    expect(new Set(hosts).size).toBeGreaterThanOrEqual(2)
    expect(hosts.some(host => host.endsWith('.gob.es'))).toBe(true)
    expect(hosts.filter(host => host.includes('seg-social'))).toEqual([])
  })

  it('is unofficial and keeps the default policy', () => {
    const { policy } = load('template.yaml.example')
    expect(service.official).toBe(false)
    expect(service.policy).toEqual(policy)
  })
})

describe('the folder of services', () => {
  it('starts every file with its schema', () => {
    for (const name of readdirSync(folder).filter(one => one.includes('.yaml')))
      expect(read(name).split('\n')[0]).toBe('# yaml-language-server: $schema=./schema.json')
  })

  it('names each file after its service', () => {
    for (const name of readdirSync(folder).filter(one => one.endsWith('.yaml')))
      expect(`${load(name).id}.yaml`).toBe(name)
  })
})
