import { describe, expect, it } from 'vitest'
import { wrongIn } from '../../cli/verdict.ts'

const expected = [
  { what: 'it fails', says: [/no funciona/] },
  { what: 'it works', says: [/ya funciona/, /\(D-1\)/] },
]

describe("the demo's verdict", () => {
  it('finds nothing wrong with the right posts', () => {
    expect(wrongIn(['no funciona', 'ya funciona (D-1)'], expected)).toEqual([])
  })

  it.each([
    ['a missing post', ['no funciona'], 'post 2 (it works) was not told'],
    ['another order', ['ya funciona (D-1)', 'no funciona'], 'post 1 (it fails) does not say /no funciona/'],
    ['missing words', ['no funciona', 'ya funciona'], 'post 2 (it works) does not say /\\(D-1\\)/'],
    [
      'one post too many',
      ['no funciona', 'ya funciona (D-1)', 'más'],
      'a post that nothing in the story calls for: más',
    ],
    ['a repeated post', ['no funciona', 'ya funciona (D-1)', 'no funciona'], 'a post was told twice'],
  ])('finds %s', (_, told, wrong) => {
    expect(wrongIn(told, expected).join('\n')).toContain(wrong)
  })
})
