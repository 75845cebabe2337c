import { describe, expect, it } from 'vitest'
import { environment } from '../../lib/contract.ts'
import { lambdaOf, shipped, stackOf } from './synthesized.ts'

const url = 'http://127.0.0.1:4000'
const variables = (entry: string, context: Record<string, unknown>) =>
  lambdaOf(stackOf([shipped], context), entry).properties.Environment.Variables

describe('a rehearsal on an emulator', () => {
  it('tells its publisher alone where the stand-in is', () => {
    expect(variables('publish', { xUrl: url })).toMatchObject({ [environment.xUrl]: url })
    expect(variables('alert', { xUrl: url })).not.toHaveProperty(environment.xUrl)
  })

  it('leaves a real deployment with the real X', () => {
    expect(variables('publish', {})).not.toHaveProperty(environment.xUrl)
  })

  it.each([
    'https://api.x.com',
    'http://x.example:4000',
    'http://127.0.0.1:4000/path',
    'http://127.0.0.1.example.org:80',
  ])('sends nothing to %s by a slip', address => {
    expect(() => stackOf([shipped], { xUrl: address })).toThrow('a stand-in here, http://127.0.0.1:PORT')
  })
})
