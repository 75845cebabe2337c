import * as dns from 'node:dns'
import { errors } from 'undici'
import { describe, expect, it } from 'vitest'
import { type During, judgeCode, listedCodes } from '../../lib/check/codes.ts'

const phases: readonly During[] = ['dns', 'tcp', 'tls', 'request', 'body', 'redirects']
const reason = (code: string, during: During) => judgeCode(code, during).reason
const downIn = (during: During) => listedCodes.filter(code => judgeCode(code, during).outcome === 'down')

/** Every code that the resolver of this Node can give. */
const resolverCodes = Object.entries(dns).flatMap(([name, code]) =>
  /^[A-Z]+$/.test(name) && typeof code === 'string' ? [code] : [],
)

const faultsOfUndici = [
  errors.HeadersTimeoutError,
  errors.BodyTimeoutError,
  errors.ConnectTimeoutError,
  errors.HeadersOverflowError,
  errors.SocketError,
  errors.ResponseContentLengthMismatchError,
  errors.ResponseExceededMaxSizeError,
  errors.InvalidArgumentError,
  errors.InvalidReturnValueError,
  errors.RequestAbortedError,
  errors.ClientDestroyedError,
  errors.ClientClosedError,
  errors.InformationalError,
  errors.NotSupportedError,
]

describe('a code', () => {
  it('speaks against a site only if it is one of these', () => {
    expect(downIn('request')).toEqual([
      'DEADLINE',
      'ETIMEDOUT',
      'UND_ERR_CONNECT_TIMEOUT',
      'UND_ERR_HEADERS_TIMEOUT',
      'UND_ERR_BODY_TIMEOUT',
      'ECONNREFUSED',
      'ECONNRESET',
      'EPIPE',
      'UND_ERR_SOCKET',
      'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
      'HPE_INVALID_EOF_STATE',
      'Z_BUF_ERROR',
      'REDIRECT_LOOP',
      'TOO_MANY_REDIRECTS',
      'CERT_HAS_EXPIRED',
    ])
    expect(downIn('dns')).toEqual(['DEADLINE', 'ENOTFOUND', 'ENODATA', 'ESERVFAIL', 'ETIMEOUT'])
  })

  it('is down or blind, with a reason, wherever it comes up', () => {
    const verdicts = listedCodes.flatMap(code => phases.map(during => judgeCode(code, during)))
    for (const { outcome, reason: why } of verdicts) {
      expect(['down', 'blind']).toContain(outcome)
      expect(why).toMatch(/^[a-z][a-z0-9-]+$/)
    }
  })

  it.each(resolverCodes)('of the resolver is known: %s', code => {
    expect(reason(code, 'dns')).toMatch(/^dns-/)
  })

  it.each(faultsOfUndici.map(fault => new fault('').code))('of undici is known: %s', code => {
    expect(reason(code, 'request')).not.toMatch(/^unknown-/)
  })

  it.each([
    ['certificate-', 'UNABLE_TO_GET_ISSUER_CERT UNABLE_TO_GET_ISSUER_CERT_LOCALLY SELF_SIGNED_CERT_IN_CHAIN'],
    ['certificate-', 'CERT_NOT_YET_VALID CERT_REVOKED CERT_CHAIN_TOO_LONG PATH_LENGTH_EXCEEDED INVALID_CA'],
    ['certificate-', 'INVALID_PURPOSE CERT_UNTRUSTED CERT_REJECTED HOSTNAME_MISMATCH CERT_SIGNATURE_FAILURE'],
    ['certificate-', 'ERROR_IN_CERT_NOT_BEFORE_FIELD ERROR_IN_CERT_NOT_AFTER_FIELD'],
    ['certificate-crl', 'UNABLE_TO_GET_CRL CRL_HAS_EXPIRED CRL_NOT_YET_VALID'],
    ['certificate-crl', 'ERROR_IN_CRL_LAST_UPDATE_FIELD ERROR_IN_CRL_NEXT_UPDATE_FIELD'],
    ['tls-', 'EPROTO ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION ERR_SSL_DH_KEY_TOO_SMALL'],
    ['tls-too-weak', 'ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED'],
    ['tls-handshake', 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'],
    ['tls-client-certificate', 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'],
    ['tls-failed', 'ERR_SSL_INTERNAL_ERROR ERR_TLS_HANDSHAKE_TIMEOUT ERR_OSSL_EVP_UNSUPPORTED'],
    ['not-http', 'HTTPParserError HPE_INVALID_VERSION'],
    ['undecodable', 'Z_DATA_ERROR UNKNOWN_ENCODING ERR_BROTLI_INVALID_PARAM ERR__ERROR_FORMAT_PADDING_1'],
    ['undecodable', 'BROTLI_DECODER_ERROR_UNREACHABLE ZSTD_error_corruption_detected'],
    ['our-request', 'ERR_INVALID_CHAR ERR_INVALID_URL'],
    ['no-route', 'EHOSTUNREACH ENETUNREACH'],
    ['local', 'EMFILE ENOMEM'],
  ])('is told as %s: %s', (beginning, codes) => {
    for (const code of codes.split(' ')) {
      expect(judgeCode(code, 'tls').outcome).toBe('blind')
      expect(reason(code, 'tls')).toMatch(new RegExp(`^${beginning}`))
    }
  })

  it.each([
    ['SOME_NEW_CODE', 'unknown-some-new-code'],
    ['__new  code!__', 'unknown-new-code'],
    ['E'.repeat(60), `unknown-${'e'.repeat(40)}`],
    ['!?', 'unknown-code'],
  ])('that no table lists keeps its name: %s', (code, expected) => {
    expect(judgeCode(code, 'tcp')).toEqual({ outcome: 'blind', reason: expected })
  })
})
