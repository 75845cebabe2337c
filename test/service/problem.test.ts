import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { described, formatProblem, parentOf, pathOf } from '../../lib/service/problem.ts'

describe('problem', () => {
  it('reads as file, line, path, found, allowed', () => {
    const line = formatProblem({
      severity: 'error',
      file: 'services/x.yaml',
      line: 12,
      path: 'components[1].targets[0].timeout',
      found: 'the number 10',
      allowed: 'a duration',
    })
    expect(line).toBe(
      'services/x.yaml:12: error: components[1].targets[0].timeout: found the number 10; allowed: a duration',
    )
  })

  it('leaves out a line and path it has not', () => {
    const whole = {
      severity: 'warning',
      file: 'x.yaml',
      path: '',
      found: 'nothing',
      allowed: 'a service',
    } as const
    expect(formatProblem(whole)).toBe('x.yaml: warning: found nothing; allowed: a service')
  })

  it('stays on one line whatever was found', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (found, allowed) => {
        const line = formatProblem({
          severity: 'error',
          file: 'x',
          path: '',
          found: described(found),
          allowed,
        })
        expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
      }),
    )
  })

  it('says values in words and cuts long ones', () => {
    expect([undefined, null, 'a', 60, true, [], [1], {}, { a: 1, b: 2 }].map(described)).toEqual([
      'nothing',
      'nothing',
      '"a"',
      'the number 60',
      'true',
      'an empty list',
      'a list',
      'no keys',
      'the keys a, b',
    ])
    expect(described('x'.repeat(10_000)).length).toBeLessThan(100)
  })

  it('goes from any path up to the file', () => {
    const key = fc.oneof(fc.nat(20), fc.stringMatching(/^[a-z$_-][a-zA-Z0-9$_-]{0,8}$/), fc.constant('x y.z'))
    fc.assert(
      fc.property(fc.array(key), keys => {
        const paths = keys.map((_, index) => pathOf(keys.slice(0, index)))
        expect(keys.map((_, index) => parentOf(pathOf(keys.slice(0, index + 1))))).toEqual(paths)
      }),
    )
  })
})
