import { describe, expect, it } from 'vitest'
import { changed, minimal, parse } from './files.ts'

const warningsOf = (parsed: ReturnType<typeof parse>) =>
  'service' in parsed ? parsed.warnings.map(({ severity, path, found }) => [severity, path, found]) : parsed

const controls = 'controls: [https://www.example.net/]\n'
const marked = minimal.replace('- url', '- expect: { contains: [hola] }\n        url')

describe('advice', () => {
  it('is silent about a careful file', () => {
    expect(warningsOf(parse(controls + marked))).toEqual([])
  })

  it('warns that a status alone is never enough', () => {
    expect(warningsOf(parse(controls + minimal))).toEqual([
      ['warning', 'components[0].targets[0].expect.contains', 'nothing'],
    ])
  })

  it('takes a title for a marker', () => {
    const titled = minimal.replace('- url', '- expect: { title: Hola }\n        url')
    expect(warningsOf(parse(controls + titled))).toEqual([])
  })

  it('warns that nothing tells our failure from theirs', () => {
    expect(warningsOf(parse(marked))).toEqual([['warning', 'controls', 'none']])
  })

  it('wants no controls where nothing is probed', () => {
    const declared = changed('targets:\n      - url: https://example.org/', 'declared: true')
    expect(warningsOf(declared)).toEqual([])
  })

  it('warns of a target that is never slow', () => {
    const eager = marked.replace('url:', 'timeout: 4s\n        url:')
    expect(warningsOf(parse(controls + eager))).toEqual([['warning', 'components[0].targets[0].slow', '4s']])
  })

  it('warns of looks that outlast their round', () => {
    const patient = marked.replace('url:', 'timeout: 13s\n        url:')
    expect(warningsOf(parse(controls + patient))).toEqual([
      ['warning', 'components[0].targets[0].timeout', '13s: 51s with its rechecks'],
    ])
  })

  it('warns of looks that leave others no time', () => {
    const patient = marked.replace('url:', 'timeout: 11s\n        url:')
    const vantages = 'vantages: [eu-west-1, eu-central-1]\n'
    expect(warningsOf(parse(controls + patient))).toEqual([])
    expect(warningsOf(parse(controls + vantages + marked))).toEqual([])
    expect(warningsOf(parse(controls + vantages + patient))).toEqual([
      ['warning', 'components[0].targets[0].timeout', '11s: 45s with its rechecks'],
    ])
  })

  it('warns of one vantage that could only contradict', () => {
    expect(warningsOf(parse(`${controls}${marked}vantages: [eu-west-1]\n`))).toEqual([
      ['warning', 'vantages', 'one region'],
    ])
  })

  it('warns of a resend that comes too soon', () => {
    const hasty = parse(`${controls}${marked}policy: { reconcile: { after: 10s } }\n`)
    expect(warningsOf(hasty)).toEqual([
      ['warning', 'policy.reconcile', '130s from the answer to the second look'],
    ])
  })

  it('points at the line of what holds it', () => {
    const parsed = parse(minimal)
    expect('service' in parsed && parsed.warnings.map(({ line }) => line)).toEqual([undefined, 8])
  })
})
