import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkConfig } from '../../cli/check-config.ts'
import { ConfigError, loadService } from '../../cli/config.ts'
import { minimal } from '../service/files.ts'

let folder = ''
const put = (name: string, content: string | Uint8Array) => {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'atalaya-config-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const load = (file: string) => {
  const told: string[] = []
  try {
    return { told, service: loadService(file, line => told.push(line)) }
  } catch (error) {
    return { told, error }
  }
}

const check = (...args: readonly string[]) => {
  const [out, err]: [string[], string[]] = [[], []]
  const code = checkConfig(args, { out: text => out.push(text), err: text => err.push(text) })
  return { code, out: out.join(''), err: err.join('') }
}

describe('loadService', () => {
  it('returns the service and tells its warnings', () => {
    const { service, told } = load(put('good.yaml', minimal))
    expect(service?.id).toBe('prueba')
    expect(told).toHaveLength(2)
    expect(told[0]).toMatch(/good\.yaml: warning: controls: found none; allowed: one or more/)
  })

  it('tells every problem, then throws them', () => {
    const file = put('bad.yaml', minimal.replace('PR', 'pr').replace('https', 'ftp'))
    const { error, told } = load(file)
    expect(error).toBeInstanceOf(ConfigError)
    expect(error).toMatchObject({
      file,
      problems: [{ path: 'code' }, { path: 'components[0].targets[0].url' }],
    })
    expect(told).toHaveLength(2)
  })

  it('tells a file that is not there', () => {
    const { error, told } = load(join(folder, 'none.yaml'))
    expect(error).toBeInstanceOf(ConfigError)
    expect(told).toEqual([
      `${join(folder, 'none.yaml')}: error: found no such file; allowed: a YAML file in UTF-8, such as services/seguridad-social.yaml`,
    ])
  })

  it('tells a folder that was taken for a file', () => {
    expect(load(folder).told[0]).toMatch(/found a folder/)
  })

  it('refuses text that would reach people broken', () => {
    const latin = put('latin.yaml', Buffer.from(minimal.replace('la web', 'la página'), 'latin1'))
    expect(load(latin).told[0]).toMatch(/found text that is not UTF-8/)
  })
})

describe('check-config', () => {
  it('ends 0 for a file that can be watched', () => {
    const file = put('fine.yaml', minimal)
    expect(check(file)).toMatchObject({
      code: 0,
      out: `${file}: ok\n`,
      err: expect.stringMatching(/warning/),
    })
  })

  it('ends 2 if one of several is wrong', () => {
    const [good, bad] = [put('a.yaml', minimal), put('b.yaml', '')]
    expect(check(good, bad)).toMatchObject({ code: 2, out: `${good}: ok\n` })
  })

  it('prints one JSON object a line', () => {
    const file = put('json.yaml', minimal.replace('id: prueba', 'id: 7'))
    const { code, out } = check('--json', file)
    const lines = out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(code).toBe(2)
    expect(lines).toEqual([
      {
        severity: 'error',
        file,
        line: 1,
        path: 'id',
        found: 'the number 7',
        allowed: 'text: put it in quotes',
      },
      { file, ok: false },
    ])
  })

  it('checks the shipped service by default', () => {
    expect(check()).toEqual({ code: 0, out: 'services/seguridad-social.yaml: ok\n', err: '' })
  })

  it('explains itself', () => {
    expect(check('--help')).toMatchObject({ code: 0, out: expect.stringMatching(/--json/) })
    expect(check('--nonsense')).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/--nonsense/) })
  })
})
