import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatProblem } from '../../lib/service/problem.ts'
import { changed, file, minimal, parse, problemAt, problemsOf } from './files.ts'

const target = 'components[0].targets[0]'

describe('a minimal file', () => {
  it('gets every default', () => {
    expect(parse(minimal)).toMatchObject({
      service: {
        timeZone: 'Europe/Madrid',
        official: false,
        components: [
          {
            targets: [
              {
                expect: { status: [200], contains: [] },
                timeout: 10_000,
                slow: 4_000,
                headers: {},
                partial: false,
              },
            ],
          },
        ],
        controls: [],
        phones: [],
        policy: {
          downRounds: 3,
          upRounds: 2,
          recheck: [2_000, 10_000],
          reopenWithin: 1_800_000,
          flapping: { changes: 6, within: 7_200_000 },
          fold: { tellAfter: 600_000 },
          reconcile: { after: 20_000, again: 120_000, lease: 60_000, attempts: 5 },
        },
        alerts: {
          reminders: [3_600_000, 10_800_000, 18_000_000, 36_000_000],
          escalateAfter: 1_800_000,
          blindAfter: 300_000,
        },
        channels: {
          x: {
            language: 'es',
            mode: 'auto',
            approval: { wait: 900_000, otherwise: 'drop' },
            price: 0.014,
            budget: { day: 100, month: 1_000 },
          },
        },
      },
    })
  })

  it('reads the same as JSON', () => {
    const parsed = parse(minimal)
    if (!('service' in parsed)) throw new RangeError('the minimal file has problems')
    const { policy: _, channels: __, alerts: ___, components, ...rest } = parsed.service
    const plain = components.map(({ id, name }) => ({ id, name, declared: true }))
    expect(parse(JSON.stringify({ ...rest, components: plain }))).toMatchObject({
      service: { id: 'prueba', policy: parsed.service.policy },
    })
  })
})

describe('a bad key', () => {
  it('is told with the nearest one', () => {
    const problem = problemAt(changed('- url', '- timout: 3s\n        url'), `${target}.timout`)
    expect(problem).toMatchObject({ found: 'the unknown key "timout"', line: 8 })
    expect(problem.allowed).toMatch(/^the key "timeout", or url, /)
  })

  it('is told with all where none is near', () => {
    const problem = problemAt(changed('code: PR', 'code: PR\ncertificates: yes'), 'certificates')
    expect(problem.allowed).toMatch(/^the keys \$schema, id, code, .*, channels$/)
  })

  it('hides neither another nor a bad value', () => {
    const paths = problemsOf(changed('code: PR', 'uno: 1\ndos: { tres: 3 }\ncode: pr')).map(
      ({ path }) => path,
    )
    expect(paths).toEqual(['uno', 'dos', 'code'])
  })

  it('is told where a required one is missing', () => {
    for (const key of ['id', 'code', 'name', 'components']) {
      const without = minimal.replace(new RegExp(`^${key}:.*\n(?:^ .*\n)*`, 'm'), '')
      expect(problemAt(parse(without), key)).toMatchObject({
        found: 'nothing',
        allowed: 'some value: this key is required',
      })
    }
  })

  it('counts as bad when given twice', () => {
    const [problem] = problemsOf(parse(`${minimal}code: OT\n`))
    expect(problem).toMatchObject({ found: 'Map keys must be unique', line: 9 })
  })
})

describe('a component', () => {
  const one = (text: string) => parse(`id: prueba\ncode: PR\nname: { es: x }\ncomponents: [${text}]`)

  it('is probed or declared, and nothing else', () => {
    expect(problemsOf(one('{ id: web, name: { es: la web } }'))).toEqual([
      {
        severity: 'error',
        file,
        line: 4,
        path: 'components[0].targets',
        found: 'nothing',
        allowed: 'targets to look at, or "declared: true" if only operators speak for it',
      },
    ])
  })

  it('is declared with true or not at all', () => {
    const problem = problemAt(
      one('{ id: web, name: { es: la web }, declared: false }'),
      'components[0].declared',
    )
    expect(problem).toMatchObject({ found: 'false', allowed: 'true; or leave it out and give targets' })
  })

  it('is not declared and probed at once', () => {
    const both = one('{ id: web, name: { es: x }, declared: true, targets: [{ url: "https://x.org" }] }')
    expect(problemsOf(both).map(({ path, allowed }) => [path, allowed])).toEqual([
      ['components[0].targets', 'either targets or "declared: true"'],
    ])
  })

  it('speaks of the branch that was meant', () => {
    const problems = problemsOf(
      one('{ id: web, name: { es: x }, targets: [{ url: "https://x.org", slow: 3 }] }'),
    )
    expect(problems.map(({ path }) => path)).toEqual(['components[0].targets[0].slow'])
  })

  it('has targets if it is probed', () => {
    const none = one('{ id: web, name: { es: x }, targets: [] }')
    expect(problemAt(none, 'components[0].targets')).toMatchObject({
      found: 'an empty list',
      allowed: 'at least one target',
    })
  })

  it.each(['hola', '[]', 'null', '7'])('is no %s', text => {
    expect(problemAt(one(text), 'components[0]').severity).toBe('error')
  })

  it('has an id of its own', () => {
    const twins = one(
      '{ id: a, name: { es: x }, declared: true }, { id: a, name: { es: y }, declared: true }',
    )
    expect(problemsOf(twins).map(({ path, found, allowed }) => [path, found, allowed])).toEqual([
      ['components[1].id', '"a"', 'an id that no other component has (components[0] has this one)'],
    ])
  })

  it('shares an id even where much else is wrong', () => {
    const twins = one('{ id: a, name: x }, { id: b }, { id: a, name: y, declared: maybe }')
    expect(problemAt(twins, 'components[2].id').found).toBe('"a"')
  })

  it('must be there', () => {
    expect(problemAt(one(''), 'components').allowed).toBe('at least one component')
  })
})

describe('a name', () => {
  it('may not make a post too long', () => {
    const long = changed('la web', `la web ${'de la Dirección '.repeat(15)}`)
    expect(problemAt(long, 'components[0].name.es')).toMatchObject({
      severity: 'error',
      line: 6,
      found: expect.stringMatching(/^"la web de la Dirección .* long$/),
      allowed: expect.stringMatching(/^a shorter name/),
    })
  })

  it('that reads hard is warned about and passes', () => {
    const hard = changed('la web', 'la administración electrónica interdepartamental de responsabilidades')
    expect('service' in hard && hard.warnings).toContainEqual(
      expect.objectContaining({ severity: 'warning', path: 'components[0].name.es', line: 6 }),
    )
  })
})

describe('a list where keys belong', () => {
  it.each(['policy', 'channels', 'name'])('is no %s', key => {
    const without = minimal.replace(/^name:.*\n/m, key === 'name' ? '' : 'name: { es: x }\n')
    expect(problemAt(parse(`${without}${key}: []\n`), key)).toMatchObject({
      found: 'an empty list',
      allowed: 'keys with values, no list',
    })
  })
})

describe('a file', () => {
  it.each(['', '\n\n', '# only a comment\n', '---\n', 'null'])('with nothing in it (%j) says so', text => {
    expect(problemsOf(parse(text)).map(formatProblem)).toEqual([
      `${file}: error: found nothing; allowed: a service: id, code, name and components`,
    ])
  })

  it.each([
    ['a list', '- a\n', 'keys with values, no list'],
    ['"hola"', 'hola\n', expect.stringMatching(/^the keys /)],
  ])('that is %s is no service', (found, text, allowed) => {
    expect(problemsOf(parse(text))).toEqual([{ severity: 'error', file, path: '', found, allowed }])
  })

  it.each([
    ['an open quote', 'id: "prueba\ncode: PR\n', /^Missing closing "quote/, 3],
    ['a tab for spaces', 'name:\n\tes: x\n', /^Tabs are not allowed/, 2],
    ['two documents', 'id: a\n---\nid: b\n', /^Source contains multiple documents$/, 2],
  ])('with %s says where the YAML breaks', (_, text, found, line) => {
    expect(problemsOf(parse(text))[0]).toMatchObject({
      path: '',
      found: expect.stringMatching(found),
      allowed: 'YAML 1.2, one document',
      line,
    })
  })

  it('with an alias to nowhere is bad YAML', () => {
    expect(problemsOf(parse('id: *nobody\n'))[0]?.found).toMatch(/alias.*nobody/)
  })

  it('that grows without end is refused quickly', () => {
    const grown = [
      'a: &a [x]',
      ...[...'bcdefghij'].map((key, i) => `${key}: &${key} [${`*${'abcdefghi'[i]},`.repeat(9)}]`),
    ]
    expect(problemsOf(parse(grown.join('\n')))[0]?.found).toMatch(/alias count/)
    expect(problemsOf(parse('['.repeat(20_000))).length).toBeGreaterThan(0)
  })

  it('with an unknown tag is warned about', () => {
    const tagged = changed('code: PR', 'code: !shout PR')
    expect('service' in tagged && tagged.warnings).toContainEqual({
      severity: 'warning',
      file,
      path: '',
      line: 2,
      found: 'Unresolved tag: !shout',
      allowed: 'YAML 1.2, one document',
    })
  })

  it('tells its problems in the order of reading', () => {
    const lines = problemsOf(parse(`extra: 1\n${minimal.replace('https', 'gopher')}more: 2\nid2: 3\n`)).map(
      problem => problem.line,
    )
    expect(lines).toEqual([1, 9, 10, 11])
  })

  it('never makes the parser throw', () => {
    const piece = fc.constantFrom(
      'id: a\n',
      'code: PR\n',
      'name: { es: x }\n',
      'components:\n',
      '  - id: a\n',
      '    targets: [',
      '{',
      '}',
      '*a',
      '&a ',
      '!!binary x',
      '? [a]\n: b\n',
      '__proto__: { x: 1 }\n',
      '<<: *a\n',
      '\u0000',
      '"',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece).map(all => all.join('')),
          fc.string(),
        ),
        text => {
          const problems = problemsOf(parse(text))
          expect(problems.length).toBeGreaterThan(0)
          expect(problems.some(({ severity }) => severity === 'error')).toBe(true)
        },
      ),
    )
  })
})
