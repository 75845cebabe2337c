import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BadEnvironment } from '../../functions/environment.ts'
import { wire as operate } from '../../functions/operate.ts'
import { wire as probe } from '../../functions/probe.ts'
import { wire as publish } from '../../functions/publish.ts'
import { CredentialsUnset } from '../../lib/adapters/x-credentials.ts'
import { startWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const faultOf = (make: () => unknown): unknown => {
  try {
    return make()
  } catch (fault) {
    return fault
  }
}

describe('a function', () => {
  it.each([
    ['probe', probe, 'TABLE_NAME'],
    ['probe', probe, 'BUS_NAME'],
    ['probe', probe, 'SERVICES_FILE'],
    ['publish', publish, 'TABLE_NAME'],
    ['publish', publish, 'SERVICES_FILE'],
    ['publish', publish, 'CHANNEL'],
    ['operate', operate, 'TABLE_NAME'],
    ['operate', operate, 'BUS_NAME'],
    ['operate', operate, 'SERVICES_FILE'],
  ])('%s names what its environment lacks: %#', (_, wire, name) => {
    for (const value of [undefined, '']) {
      const fault = faultOf(() => world.wired(wire, { [name]: value }))
      expect(fault).toBeInstanceOf(BadEnvironment)
      expect(fault).toHaveProperty('message', `${name} is not set`)
    }
  })

  it.each(['soon', '60', '0s', '-1s'])('probe refuses rounds of %j', ROUND => {
    expect(() => world.wired(probe, { ROUND })).toThrow(`ROUND is no duration: ${ROUND}`)
  })

  it('probe has rounds of a minute where nobody says', () => {
    expect(() => world.wired(probe, { ROUND: undefined })).not.toThrow()
  })

  it('publish knows no channel but its own', () => {
    expect(() => world.wired(publish, { CHANNEL: 'pigeon' })).toThrow(/pigeon/)
  })

  it('publish names each of the four values that is missing', () => {
    const fault = faultOf(() => world.wired(publish, { X_APP_SECRET: undefined, X_ACCESS_SECRET: '' }))
    expect(fault).toBeInstanceOf(CredentialsUnset)
    expect(fault).toHaveProperty('message', expect.stringMatching(/X_APP_SECRET, X_ACCESS_SECRET in/))
  })

  it('operate wants the keys of links or the secret that holds them', () => {
    const without = faultOf(() => world.wired(operate, { LINK_KEYS: undefined }))
    expect(without).toHaveProperty('message', 'X_SECRET_ID is not set')
    for (const LINK_KEYS of ['', '{}', '["too-short"]'])
      expect(() => world.wired(operate, { LINK_KEYS })).toThrow('linkKeys in the environment must be a list')
  })

  it('says which file of services it cannot read', () => {
    expect(() => world.wired(probe, { SERVICES_FILE: '/nowhere/services.json' })).toThrow(
      '/nowhere/services.json',
    )
  })

  it('finds its file of services beside its code', () => {
    const folder = world.env.SERVICES_FILE?.replace(/\/services\.json$/, '')
    const beside = { LAMBDA_TASK_ROOT: folder, SERVICES_FILE: 'services.json' }
    expect(() => world.wired(probe, beside)).not.toThrow()
  })
})
