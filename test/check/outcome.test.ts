import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Outcome, Sight } from '../../lib/check/check.ts'
import { listedCodes } from '../../lib/check/codes.ts'
import { judge } from '../../lib/check/outcome.ts'
import { answered, failed, targetOf, unmarked } from './targets.ts'

const target = targetOf('https://sede.example/')
const titled = targetOf('https://sede.example/', {
  expect: { status: [200], contains: [], title: 'Gestión Esperas' },
})
const any = targetOf('https://sede.example/', { expect: { status: [200, 204], contains: [] } })
const late = { phases: { total: 4_001 } }

type Case = [name: string, sight: Sight, outcome: Outcome, reason: string]

const pages: Case[] = [
  ['status and marker', answered(), 'up', 'ok'],
  ['exactly at the limit', answered({ phases: { total: 4_000 } }), 'up', 'ok'],
  ['beyond the limit', answered(late), 'slow', 'slow'],
  ['a marker beside words of a firewall', answered({ challenge: 'access denied' }), 'up', 'ok'],
  ['no marker', unmarked(), 'down', 'no-marker'],
  ['no marker, late', unmarked(late), 'down', 'no-marker'],
  ['a firewall page', unmarked({ challenge: 'request rejected' }), 'blind', 'challenge'],
  ['cut by our deadline', unmarked({ cut: 'DEADLINE' }), 'down', 'timeout-body'],
  ['reset in the body', unmarked({ cut: 'ECONNRESET' }), 'down', 'reset-body'],
  ['less than announced', unmarked({ cut: 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' }), 'down', 'truncated'],
  ['compressed and cut', unmarked({ cut: 'Z_BUF_ERROR' }), 'down', 'truncated'],
  ['compressed and garbled', unmarked({ cut: 'Z_DATA_ERROR' }), 'blind', 'undecodable'],
  ['cut for an unknown reason', unmarked({ cut: 'EWEIRD' }), 'blind', 'unknown-eweird'],
]

const statuses: Case[] = [
  ...[401, 403, 406, 407, 429, 451].map(
    (status): Case => [`${status}`, answered({ status }), 'blind', `status-${status}`],
  ),
  ...[500, 502, 503, 504, 520, 599].map(
    (status): Case => [`${status}`, unmarked({ status }), 'down', `status-${status}`],
  ),
  ...[404, 410].map((status): Case => [`${status}`, unmarked({ status }), 'down', `status-${status}`]),
  ...[202, 204, 302, 304, 400, 405, 408, 418].map(
    (status): Case => [`${status}`, unmarked({ status }), 'blind', `status-${status}`],
  ),
  ['503 that challenges', unmarked({ status: 503, challenge: 'cf-chl-' }), 'blind', 'challenge'],
  ['500 that speaks of denial', unmarked({ status: 500, challenge: 'access denied' }), 'down', 'status-500'],
  ['404 of a firewall', unmarked({ status: 404, challenge: 'request rejected' }), 'blind', 'challenge'],
  ['403 of a firewall', unmarked({ status: 403, challenge: 'access denied' }), 'blind', 'status-403'],
  ['302 with Retry-After', unmarked({ status: 302, retryAfter: '120' }), 'blind', 'status-302'],
  ['no status that there is', unmarked({ status: 600 }), 'blind', 'status-600'],
  ['500 with the marker', answered({ status: 500 }), 'down', 'status-500'],
  ['500 that is cut', unmarked({ status: 500, cut: 'ECONNRESET' }), 'down', 'status-500'],
]

const failures: Case[] = [
  ['our deadline in TCP', failed('DEADLINE', 'tcp'), 'down', 'timeout-tcp'],
  ['our deadline in TLS', failed('DEADLINE', 'tls'), 'down', 'timeout-tls'],
  ['our deadline before an answer', failed('DEADLINE', 'request'), 'down', 'timeout-request'],
  ['our deadline among redirects', failed('DEADLINE', 'redirects'), 'down', 'timeout-redirects'],
  ["the system's timeout", failed('ETIMEDOUT'), 'down', 'timeout-tcp'],
  ['refused', failed('ECONNREFUSED'), 'down', 'refused'],
  ['reset before TLS', failed('ECONNRESET', 'tls'), 'down', 'reset-tls'],
  ['closed before an answer', failed('UND_ERR_SOCKET', 'request'), 'down', 'closed-request'],
  ['a redirect loop', failed('REDIRECT_LOOP', 'redirects'), 'down', 'redirect-loop'],
  ['redirects without end', failed('TOO_MANY_REDIRECTS', 'redirects'), 'down', 'too-many-redirects'],
  ['a redirect to another scheme', failed('BAD_REDIRECT', 'redirects'), 'blind', 'bad-redirect'],
  ['no such name', failed('ENOTFOUND', 'dns'), 'down', 'dns-not-found'],
  ['a name without addresses', failed('ENODATA', 'dns'), 'down', 'dns-no-address'],
  ['a name server that fails', failed('ESERVFAIL', 'dns'), 'down', 'dns-server-failed'],
  ['a name server that is silent', failed('ETIMEOUT', 'dns'), 'down', 'dns-timeout'],
  ['our deadline for a name', failed('DEADLINE', 'dns'), 'down', 'dns-timeout'],
  ['a resolver that is not there', failed('ECONNREFUSED', 'dns'), 'blind', 'dns-unreachable'],
  ['a resolver that refuses', failed('EREFUSED', 'dns'), 'blind', 'dns-refused'],
  ['an unknown name failure', failed('EWEIRD', 'dns'), 'blind', 'unknown-dns-eweird'],
  ...['EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL'].map(
    (code): Case => [code, failed(code), 'blind', 'no-route'],
  ),
  ...['EMFILE', 'ENOBUFS', 'EPERM'].map((code): Case => [code, failed(code), 'blind', 'local']),
  ['an expired certificate', failed('CERT_HAS_EXPIRED', 'tls'), 'down', 'certificate-expired'],
  ['an expired chain', failed('CHAIN_HAS_EXPIRED', 'tls'), 'blind', 'certificate-chain-expired'],
  ['another name', failed('ERR_TLS_CERT_ALTNAME_INVALID', 'tls'), 'blind', 'certificate-other-name'],
  [
    'an incomplete chain',
    failed('UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'),
    'blind',
    'certificate-chain-incomplete',
  ],
  ['a self-signed one', failed('DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'), 'blind', 'certificate-self-signed'],
  ['no TLS at all', failed('ERR_SSL_WRONG_VERSION_NUMBER', 'tls'), 'blind', 'tls-not-spoken'],
  ['any other TLS failure', failed('ERR_SSL_NO_SUITABLE_KEY_SHARE', 'tls'), 'blind', 'tls-failed'],
  ['what is no HTTP', failed('HPE_INVALID_CONSTANT', 'request'), 'blind', 'not-http'],
  ['headers without end', failed('UND_ERR_HEADERS_OVERFLOW', 'request'), 'blind', 'headers-too-long'],
  ['a fault of ours', failed('UND_ERR_INVALID_ARG', 'request'), 'blind', 'our-request'],
  ['an unknown code', failed('EWEIRD'), 'blind', 'unknown-eweird'],
  ['no code', failed(''), 'blind', 'unknown-code'],
]

describe('judge', () => {
  it.each(pages)('judges a page by what it holds: %s', (_name, sight, outcome, reason) => {
    expect(judge(sight, target)).toEqual({ outcome, reason })
  })

  it.each(statuses)('judges a status that is not expected: %s', (_name, sight, outcome, reason) => {
    expect(judge(sight, target)).toEqual({ outcome, reason })
  })

  it.each(failures)('judges a look that saw no answer: %s', (_name, sight, outcome, reason) => {
    expect(judge(sight, target)).toEqual({ outcome, reason })
  })

  it('takes a 503 with Retry-After apart', () => {
    const sight = { ...answered({ status: 503 }), retryAfter: '120' }
    expect(judge(sight, target)).toEqual({ outcome: 'down', reason: 'status-503-retry-after' })
  })

  it('tells where a redirect led to another page', () => {
    const sight = { ...unmarked(), landed: 'https://sede.example/mantenimiento' }
    expect(judge(sight, target)).toEqual({ outcome: 'down', reason: 'no-marker-after-redirect' })
  })

  it('finds part of a title, however it is spaced', () => {
    const sight = unmarked({ title: '\n Gestio\u0301n   Esperas y Cita Previa ' })
    expect(judge(sight, titled)).toEqual({ outcome: 'up', reason: 'ok' })
  })

  it('finds a title that the config spaces in its own way', () => {
    const spaced = targetOf('https://sede.example/', {
      expect: { status: [200], contains: [], title: ' Gestión   Esperas\n' },
    })
    expect(judge(unmarked({ title: 'Gestión Esperas' }), spaced)).toEqual({ outcome: 'up', reason: 'ok' })
    expect(judge(unmarked({ title: 'GestiónEsperas' }), spaced).reason).toBe('no-title')
  })

  it('trusts a title beside words of a firewall', () => {
    const sight = unmarked({ title: 'Gestión Esperas', challenge: 'access denied' })
    expect(judge(sight, titled)).toEqual({ outcome: 'up', reason: 'ok' })
  })

  it.each([undefined, 'Mantenimiento'])('misses a title where the page has %s', title => {
    const sight = unmarked(title === undefined ? {} : { title })
    expect(judge(sight, titled)).toEqual({ outcome: 'down', reason: 'no-title' })
  })

  it('takes any expected status where nothing more is expected', () => {
    expect(judge(unmarked({ status: 204 }), any)).toEqual({ outcome: 'up', reason: 'ok' })
  })

  it('distrusts a challenge where nothing more is expected', () => {
    expect(judge(unmarked({ challenge: 'access denied' }), any).outcome).toBe('blind')
  })

  it('sees a page cut short where nothing more is expected', () => {
    expect(judge(unmarked({ cut: 'DEADLINE' }), any)).toEqual({ outcome: 'down', reason: 'timeout-body' })
  })

  it('takes a refusal that is expected for a healthy answer', () => {
    const refusing = targetOf('https://w2.example/', { expect: { status: [403], contains: [] } })
    expect(judge(unmarked({ status: 403 }), refusing)).toEqual({ outcome: 'up', reason: 'ok' })
  })
})

const during = fc.constantFrom('dns', 'tcp', 'tls', 'request', 'body', 'redirects' as const)
const code = fc.oneof(
  fc.constantFrom(...listedCodes),
  fc.string(),
  fc.constantFrom('__proto__', 'constructor'),
)
const phases = fc.record({ total: fc.double({ noNaN: true }) })
const text = fc.option(fc.string(), { nil: undefined })
const sights: fc.Arbitrary<Sight> = fc.oneof(
  fc.record({ is: fc.constant('failed' as const), during, code, phases }),
  fc
    .record({ status: fc.integer(), marker: text, title: text, challenge: text, cut: text, phases })
    .map(({ status, phases: took, ...rest }) => {
      const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
      return { is: 'answered' as const, status, phases: took, ...given }
    }),
)

describe('judge, of anything', () => {
  it('never throws and gives stable, short reasons', () => {
    fc.assert(
      fc.property(sights, fc.constantFrom(target, titled, any), (sight, of) => {
        const { outcome, reason } = judge(sight, of)
        expect(['up', 'slow', 'down', 'blind']).toContain(outcome)
        expect(reason).toMatch(/^[a-z0-9-]{2,60}$/)
      }),
      { numRuns: 2_000 },
    )
  })

  it('is never good without what is expected', () => {
    fc.assert(
      fc.property(sights, sight => {
        const { outcome } = judge(sight, target)
        const healthy = sight.is === 'answered' && sight.status === 200 && sight.marker !== undefined
        expect(outcome === 'up' || outcome === 'slow').toBe(healthy)
      }),
      { numRuns: 2_000 },
    )
  })

  it('maps codes that no table lists to blind', () => {
    fc.assert(
      fc.property(fc.string(), during, (unlisted, when) => {
        fc.pre(!listedCodes.includes(unlisted))
        expect(judge(failed(unlisted, when), target).outcome).toBe('blind')
      }),
    )
  })
})
