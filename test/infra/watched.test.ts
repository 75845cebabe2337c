import { App } from 'aws-cdk-lib'
import { describe, expect, it } from 'vitest'
import { readSettings } from '../../infra/settings.ts'
import { environment } from '../../lib/contract.ts'
import { all, type Json, lambdaOf, shipped, stackOf } from './synthesized.ts'

const runbookUrl = 'https://example.org/runbook.md'
const heartbeatUrl = 'https://switch.example.org/s3cr3t'
const entries = ['probe', 'publish', 'page', 'operate', 'alert']
const plain = stackOf()
const watched = stackOf(undefined, { dashboard: true, traces: true, heartbeatUrl, runbookUrl })

/** What the dashboard shows, as CloudWatch would get it; references are their own JSON. */
const widgets = (): Json[] => {
  const [found, ...others] = all(watched, 'AWS::CloudWatch::Dashboard')
  expect(others).toEqual([])
  const parts: Json[] = found?.properties.DashboardBody['Fn::Join'][1]
  const text = parts.map(part => (typeof part === 'string' ? part : `<${Object.values(part).flat()[0]}>`))
  return JSON.parse(text.join('')).widgets
}
const measures = (): Json[] => widgets().flatMap(one => one.properties.metrics ?? [])

describe('the dashboard', () => {
  it('is made only where it is wanted', () => {
    expect(all(plain, 'AWS::CloudWatch::Dashboard')).toEqual([])
  })

  it('links the runbook', () => {
    const [text] = widgets().filter(one => one.type === 'text')
    expect(text.properties.markdown).toContain(`(${runbookUrl})`)
  })

  it('says in words what each part shows', () => {
    const titles = widgets()
      .filter(one => one.type !== 'text')
      .map(one => one.properties.title)
    expect(titles.every(title => title.split(' ').length >= 3 || title === 'Alarms')).toBe(true)
    expect(new Set(titles).size).toBe(titles.length)
    for (const [, , ...rest] of measures()) expect(rest.at(-1).label.length).toBeGreaterThan(2)
  })

  it('stays within the fifty measures that are free', () => {
    expect(measures().length).toBeLessThanOrEqual(50)
  })

  it.each([
    ['Rounds', 1],
    ['Blind', 1],
    ['PostTrouble', 1],
    ['Alarms', 1],
    ['Errors', entries.length],
    ['Duration', entries.length],
    ['Throttles', entries.length],
    ['ApproximateNumberOfMessagesVisible', 1],
    ['4xx', 1],
    ['5xx', 1],
    ['ConsumedReadCapacityUnits', 1],
    ['ConsumedWriteCapacityUnits', 1],
    ['ReadThrottleEvents', 1],
    ['WriteThrottleEvents', 1],
  ])('shows %s', (name, times) => {
    expect(measures().filter(([, metric]) => metric === name)).toHaveLength(times)
  })

  it('reads the outbox out of the logs of every function', () => {
    const [outbox] = widgets().filter(one => one.properties.title?.includes('outbox'))
    expect(outbox.properties.query).toContain('max(outbox)')
    expect(outbox.properties.query.match(/SOURCE/g)).toHaveLength(entries.length)
  })

  it('shows the state of every alarm', () => {
    const [states] = widgets().filter(one => one.type === 'alarm')
    expect(states.properties.alarms).toHaveLength(all(watched, 'AWS::CloudWatch::Alarm').length)
  })
})

describe('traces', () => {
  it('are recorded of every function, where they are wanted', () => {
    for (const entry of entries) {
      expect(lambdaOf(watched, entry).properties.TracingConfig).toEqual({ Mode: 'Active' })
      expect(lambdaOf(plain, entry).properties).not.toHaveProperty('TracingConfig')
    }
  })

  it('are all that a function may do to everything', () => {
    const statements = all(watched, 'AWS::IAM::Policy').flatMap(
      one => one.properties.PolicyDocument.Statement as Json[],
    )
    const wide = statements.filter(one => one.Resource === '*')
    expect(wide).toHaveLength(entries.length)
    for (const { Action } of wide)
      expect(Action).toEqual(['xray:PutTelemetryRecords', 'xray:PutTraceSegments'])
  })
})

describe('the heartbeat', () => {
  const inputs = (template: typeof plain): Json[] =>
    all(template, 'AWS::Scheduler::Schedule')
      .map(one => JSON.parse(one.properties.Target.Input))
      .filter(input => 'services' in input)
  const variables = (template: typeof plain, entry: string) =>
    lambdaOf(template, entry).properties.Environment.Variables

  it('is known to the probe alone', () => {
    expect(variables(watched, 'probe')[environment.heartbeat]).toBe(heartbeatUrl)
    for (const entry of ['publish', 'operate', 'alert'])
      expect(variables(watched, entry)).not.toHaveProperty(environment.heartbeat)
    expect(variables(plain, 'probe')).not.toHaveProperty(environment.heartbeat)
  })

  it('is beaten by one schedule', () => {
    expect(inputs(watched).map(({ beats }) => beats)).toEqual([true])
    expect(inputs(plain).map(({ beats }) => beats)).toEqual([undefined])
  })

  it.each(['http://switch.example.org/s3cr3t', 'https://me:s3cr3t@switch.example.org/', 's3cr3t', 5])(
    'is refused without being shown: %s',
    found => {
      const app = new App({ context: { config: [shipped], heartbeatUrl: found } })
      const read = () => readSettings(app.node, {})
      expect(read).toThrow(/heartbeatUrl: .*an https:\/\/ address/)
      expect(read).not.toThrow(/s3cr3t/)
    },
  )
})
