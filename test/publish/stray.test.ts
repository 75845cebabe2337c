import { describe, expect, it } from 'vitest'
import { strayLedgers } from '../../lib/publish/stray.ts'
import { aService } from '../given.ts'

const live = [{ service: 'seguridad-social' }, { service: 'seguridad-social', channel: 'x' }]
const known = (over: Parameters<typeof aService>[0]) => {
  const service = aService(over)
  return new Map([[service.id, service]])
}

describe('a ledger that owes an end', () => {
  it('is no stray while its channel is there', () => {
    expect(strayLedgers(live, known({}), 'x', 0)).toEqual([])
  })

  it.each([
    ['its channel was removed', known({ channels: {} })],
    ['its service was removed', new Map()],
  ])('alarms when %s', (_, services) => {
    expect(strayLedgers(live, services, 'x', 0)).toMatchObject([
      {
        kind: 'alarm',
        alarm: 'stray-ledger',
        text: expect.stringMatching(/^x of seguridad-social owes an end/),
        metrics: { Alarms: 1 },
      },
    ])
  })
})
