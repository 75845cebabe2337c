import { describe, expect, it } from 'vitest'
import { introduced, userAgent } from '../../functions/user-agent.ts'
import { targetsOf } from '../../lib/service/service.ts'
import { aService } from '../given.ts'

const headersOf = (service: ReturnType<typeof aService>) =>
  introduced(service)
    .components.flatMap(targetsOf)
    .map(({ headers }) => headers)

describe('who looks', () => {
  it('names the contact of this service alone', () => {
    const contact = 'https://example.org/who'
    const agents = headersOf({ ...aService(), contact }).map(headers => headers['user-agent'])
    expect(new Set(agents)).toEqual(new Set([userAgent(contact)]))
    expect(userAgent(contact)).toBe('Atalaya/1.0 (availability check; https://example.org/who)')
  })

  it('names nobody where there is no contact', () => {
    expect(userAgent()).toBe('Atalaya/1.0 (availability check)')
  })

  it('leaves a name that the target has of its own', () => {
    const service = aService()
    const named = {
      ...service,
      components: service.components.map(one =>
        'targets' in one && one.targets
          ? { ...one, targets: one.targets.map(target => ({ ...target, headers: { 'user-agent': 'ours' } })) }
          : one,
      ),
    }
    for (const headers of headersOf(named)) expect(headers).toEqual({ 'user-agent': 'ours' })
  })
})
