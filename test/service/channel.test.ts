import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseService } from '../../lib/service/parse.ts'
import { changed, minimal, parse, problemAt, problemsOf } from './files.ts'

const withX = (settings: string) => changed('code: PR', `code: PR\nchannels: { x: ${settings} }`)
const x = (settings: string) => {
  const parsed = withX(settings)
  return 'service' in parsed ? parsed.service.channels.x : problemsOf(parsed)
}

describe('a channel', () => {
  it('lets a post wait for as long as it says', () => {
    expect(x('{ mode: approve, approval: { wait: 5m, otherwise: tell } }')).toMatchObject({
      approval: { wait: 300_000, otherwise: 'tell' },
    })
  })

  it('takes a price of nothing, and money by the day or month', () => {
    expect(x('{ price: 0, budget: { euros: { month: 0.5 } } }')).toMatchObject({
      price: 0,
      budget: { day: 100, month: 1_000, euros: { month: 0.5 } },
    })
  })

  it.each([
    ['a wait of seconds', '{ approval: { wait: 30s } }', 'approval.wait', 'from 1m to 24h'],
    ['another end of it', '{ approval: { otherwise: send } }', 'approval.otherwise', '"tell", "drop"'],
    ['a price below nothing', '{ price: -0.01 }', 'price', 'euros: a number from 0 to 10'],
    ['a price in words', '{ price: barato }', 'price', 'euros: a number from 0 to 10'],
    [
      'endless money',
      '{ budget: { euros: { day: .inf } } }',
      'budget.euros.day',
      'euros: a number from 0 to 10000',
    ],
  ])('refuses %s', (_, settings, path, allowed) => {
    expect(problemAt(withX(settings), `channels.x.${path}`)).toMatchObject({ severity: 'error', allowed })
  })
})

describe('a budget in euros', () => {
  it('pays for a beginning and its end at least', () => {
    expect(x('{ budget: { euros: { day: 0.028 } } }')).toMatchObject({ budget: { euros: { day: 0.028 } } })
    expect(problemAt(withX('{ budget: { euros: { day: 0.02 } } }'), 'channels.x.budget.euros.day')).toEqual({
      severity: 'error',
      file: 'services/prueba.yaml',
      line: 3,
      path: 'channels.x.budget.euros.day',
      found: 'the number 0.02',
      allowed: '0.028 euros or more: a beginning and its end, at 0.014 euros each',
    })
  })

  it('is told of each sum that is too small', () => {
    const problems = problemsOf(withX('{ price: 5, budget: { euros: { day: 9, month: 9.99 } } }'))
    expect(problems.map(({ path, allowed }) => [path, allowed])).toEqual([
      ['channels.x.budget.euros.day', '10 euros or more: a beginning and its end, at 5 euros each'],
      ['channels.x.budget.euros.month', '10 euros or more: a beginning and its end, at 5 euros each'],
    ])
  })

  it('is judged even beside other mistakes', () => {
    const problems = problemsOf(withX('{ moda: auto, budget: { euros: { day: 0 } } }'))
    expect(problems.map(({ path }) => path)).toEqual(['channels.x.moda', 'channels.x.budget.euros.day'])
  })
})

describe('the template', () => {
  it('shows the defaults of alerts and channels', () => {
    const text = readFileSync(new URL('../../services/template.yaml.example', import.meta.url), 'utf8')
    const [template, least] = [parseService(text, 'template'), parse(minimal)]
    if (!('service' in template) || !('service' in least)) throw new RangeError('a file has problems')
    expect(template.service.alerts).toEqual(least.service.alerts)
    // Nothing at all in `channels` is one with every default.
    expect(x('{}')).toEqual(template.service.channels.x)
    expect(least.service.channels).toEqual(template.service.channels)
  })
})
