import { describe, expect, it } from 'vitest'
import { minimal, parse, problemAt } from './files.ts'

const withVantages = (list: string) => `${minimal}vantages: ${list}\n`

describe('the vantages of a service', () => {
  it('are none unless it names some', () => {
    expect(parse(minimal)).toMatchObject({ service: { vantages: [] } })
    expect(parse(withVantages('[eu-west-1, eu-central-1]'))).toMatchObject({
      service: { vantages: ['eu-west-1', 'eu-central-1'] },
    })
  })

  it.each([
    ['[eu-west-1, eu-west-1]', 'vantages', 'each region once'],
    ['[Ireland]', 'vantages[0]', 'the code of a region, such as eu-west-1'],
    ['eu-west-1', 'vantages', 'a list'],
    ['[a-b-1, a-c-1, a-d-1, a-e-1, a-f-1, a-g-1, a-h-1]', 'vantages', 'at most 6 regions'],
  ])('are refused as %s', (list, path, allowed) => {
    expect(problemAt(parse(withVantages(list)), path)).toMatchObject({ path, allowed })
  })
})
