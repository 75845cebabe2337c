import { describe, expect, it } from 'vitest'
import { parseService } from '../../lib/service/parse.ts'
import { BadUsage, readOptions } from './options.ts'
import { castOf } from './services.ts'

describe('the command line', () => {
  it('asks for a thousand services with one noisy', () => {
    expect(readOptions([])).toEqual({
      services: 1_000,
      rounds: 5,
      every: 60,
      noisy: 1,
      failing: 100,
      atOnce: false,
      json: false,
    })
  })

  it('lets a single service be quiet and fail', () => {
    expect(readOptions(['--services', '1'])).toMatchObject({ noisy: 0, failing: 1 })
  })

  it.each([
    ['--services', '0'],
    ['--services', 'many'],
    ['--every', '1'],
    ['--noisy', '1000'],
    ['--loud', '1'],
  ])('refuses %s %s', (...args) => {
    expect(() => readOptions(args)).toThrow(BadUsage)
  })
})

describe('the cast', () => {
  const cast = castOf({ services: 700, every: 60, sites: 'https://127.0.0.1:1/' })

  it('is of services that could be deployed', () => {
    const parsed = parseService(JSON.stringify(cast[699]), 'one.yaml')
    expect(parsed).toMatchObject({ service: { id: 'ayuntamiento-00700', code: 'ABAX' } })
  })

  it('has no id and no code twice', () => {
    for (const key of ['id', 'code'] as const) expect(new Set(cast.map(one => one[key])).size).toBe(700)
  })
})
