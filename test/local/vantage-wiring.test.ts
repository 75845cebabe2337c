import { describe, expect, it } from 'vitest'
import { TemplateProblem } from '../../local/template.ts'
import { vantagesOf } from '../../local/wiring.ts'

const stackOf = (region: string, properties: object = { FunctionName: 'Atalaya-prod-vantage' }) => ({
  region,
  template: {
    Resources: {
      Vantage: {
        Type: 'AWS::Lambda::Function',
        Properties: { Timeout: 55, ...properties },
        Metadata: { 'atalaya:entry': 'functions/vantage.ts' },
      },
    },
  },
})

describe('the wiring of other regions', () => {
  it('gives each function its region and an address of its own', () => {
    const found = vantagesOf([stackOf('eu-central-1'), stackOf('eu-west-1')])
    expect(found.map(({ id, entry, timeout, vantage }) => ({ id, entry, timeout, ...vantage }))).toEqual([
      {
        id: 'eu-central-1/Vantage',
        entry: 'functions/vantage.ts',
        timeout: 55_000,
        region: 'eu-central-1',
        name: 'Atalaya-prod-vantage',
        address: '127.0.0.2',
      },
      expect.objectContaining({ id: 'eu-west-1/Vantage', region: 'eu-west-1', address: '127.0.0.3' }),
    ])
  })

  it('wants the fixed name that home asks for', () => {
    expect(() => vantagesOf([stackOf('eu-west-1', {})])).toThrow(TemplateProblem)
  })
})
