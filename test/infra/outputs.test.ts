import { describe, expect, it } from 'vitest'
import { type Json, stackOf } from './synthesized.ts'

const Outputs: Json = stackOf().Outputs

/** A value as people see it, with `<...>` for what only a deployment knows. */
const textOf = (name: string): string => {
  const { Value } = Outputs[name]
  const parts: readonly unknown[] = Value['Fn::Join']?.[1] ?? [Value]
  return parts.map(part => (typeof part === 'string' ? part : '<...>')).join('')
}

describe('the outputs', () => {
  it('say what to do next in the order of their names', () => {
    const next = Object.keys(Outputs).filter(name => name.startsWith('Next'))
    expect(next.toSorted()).toEqual(['Next1XLogin', 'Next2Email', 'Next3GoLive', 'Next4Status', 'Next5Page'])
    expect(next.map(textOf)).toEqual([
      'npm run atalaya -- x-login --secret <...>',
      expect.stringMatching(/^aws sns list-subscriptions-by-topic --topic-arn <\.\.\.> --query "/),
      'npm run atalaya -- go-live --url <...>',
      'npm run atalaya -- status --url <...>',
      'https://<...>/',
    ])
  })

  it('name the facts that others rely on', () => {
    const facts = Object.keys(Outputs).filter(name => !name.startsWith('Next'))
    expect(facts).toEqual(
      expect.arrayContaining(['TableName', 'BusName', 'OperateUrl', 'PageUrl', 'XSecretArn']),
    )
  })
})
