import { describe, expect, it } from 'vitest'
import { inventory } from './inventory.ts'
import { stackOf } from './synthesized.ts'

const template = stackOf()
const text = inventory(template)

describe('the inventory of the stack', () => {
  // `npm run inventory` renews it; the change is then read with the code's.
  it('is the one that was reviewed', async () => {
    await expect(text).toMatchFileSnapshot('template.snap')
  })

  it('has one line for every resource', () => {
    const lines = text.split('\n').filter(line => line.startsWith('  '))
    expect(lines).toHaveLength(Object.keys(template.Resources).length)
  })

  it('names resources as the code does, without hashes', () => {
    expect(text).toMatch(/^ {2}StoreTable {2}kept when the stack goes .*DeletionProtectionEnabled=true/m)
    expect(text).not.toMatch(/[A-Za-z][0-9A-F]{8}\b/)
  })

  it('hides no property of a kind that nobody thought of', () => {
    const bucket = { Type: 'AWS::S3::Bucket', Properties: { New: { Deep: [true] } }, Metadata: {} }
    expect(inventory({ Resources: { Public12345678: bucket }, Outputs: {} })).toBe(
      'AWS::S3::Bucket\n  Public  New={Deep: true}\n',
    )
  })
})
