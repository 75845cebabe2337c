import { describe, expect, it } from 'vitest'
import { wantedOf } from '../../cli/cost.ts'
import { UsageError } from '../../cli/usage.ts'

describe('what is asked of the cost', () => {
  it('is the shipped service, a round a minute, where nothing is said', () => {
    expect(wantedOf([])).toMatchObject({
      file: { id: 'seguridad-social' },
      counts: [['Seguridad Social', 1]],
      every: 60,
      incidents: 2,
      region: 'us-east-1',
    })
  })

  it('is town halls where their number is said', () => {
    expect(wantedOf(['--services', '1,8131'])).toMatchObject({
      file: { id: 'ayuntamiento' },
      counts: [
        ['1 town hall', 1],
        ['8,131 town halls', 8_131],
      ],
    })
  })

  it.each([
    [['--services', '0'], '--services takes a whole number from 1'],
    [['--services', '1,many'], '--services takes a whole number'],
    [['--every', '30'], '--every takes a whole number from 60'],
    [['--incidents', '-1'], '--incidents'],
    [['--region', 'Madrid'], '--region takes the code of a region'],
    [['everything'], '"everything" means nothing here'],
  ])('is refused where it is %j', (args, words) => {
    expect(() => wantedOf(args)).toThrow(UsageError)
    expect(() => wantedOf(args)).toThrow(words)
  })

  it('is help where that is asked for', () => {
    expect(wantedOf(['--help'])).toBeUndefined()
  })
})
