import type { Outcome } from './check.ts'

/** How far a look came when it failed. */
export type During = 'dns' | 'tcp' | 'tls' | 'request' | 'body' | 'redirects'

export interface Verdict {
  readonly outcome: Outcome
  /** Short and stable: lower-case letters, digits and hyphens. */
  readonly reason: string
}

/** Codes, what they mean, and the reason; a `*` in the reason becomes the phase. */
type Row = readonly [codes: string, outcome: Outcome, reason: string]

/** Anything but names: codes of the system, TLS, the HTTP parser, undici, zlib, and our own. */
const rows: readonly Row[] = [
  // DEADLINE is our own; the others can only come first if somebody sets them below it.
  [
    'DEADLINE ETIMEDOUT UND_ERR_CONNECT_TIMEOUT UND_ERR_HEADERS_TIMEOUT UND_ERR_BODY_TIMEOUT',
    'down',
    'timeout-*',
  ],
  // A deadline that came before the target's own: what was to come may still come.
  ['CUT_SHORT', 'blind', 'cut-short'],
  ['ECONNREFUSED', 'down', 'refused'],
  ['ECONNRESET EPIPE', 'down', 'reset-*'],
  ['UND_ERR_SOCKET', 'down', 'closed-*'],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH HPE_INVALID_EOF_STATE Z_BUF_ERROR', 'down', 'truncated'],
  ['REDIRECT_LOOP', 'down', 'redirect-loop'],
  ['TOO_MANY_REDIRECTS', 'down', 'too-many-redirects'],
  // To another scheme, or an address that is none: nothing was seen of the page itself.
  ['BAD_REDIRECT', 'blind', 'bad-redirect'],
  // No way out of here: our own network, or too little of something on our own machine.
  ['EHOSTUNREACH ENETUNREACH ENETDOWN EHOSTDOWN EADDRNOTAVAIL EAFNOSUPPORT ENONET', 'blind', 'no-route'],
  ['EMFILE ENFILE ENOBUFS ENOMEM EADDRINUSE EACCES EPERM ECONNABORTED', 'blind', 'local'],
  // Every browser refuses it too, so for a citizen it is down. A wrong clock of ours spoils the controls as well.
  ['CERT_HAS_EXPIRED', 'down', 'certificate-expired'],
  // An expired certificate above the site's own: browsers often know another way up.
  ['CHAIN_HAS_EXPIRED', 'blind', 'certificate-chain-expired'],
  ['ERR_TLS_CERT_ALTNAME_INVALID HOSTNAME_MISMATCH', 'blind', 'certificate-other-name'],
  ['CERT_NOT_YET_VALID', 'blind', 'certificate-not-yet-valid'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'blind', 'certificate-chain-incomplete'],
  ['UNABLE_TO_GET_ISSUER_CERT UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'blind', 'certificate-issuer-unknown'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'blind', 'certificate-root-unknown'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'blind', 'certificate-self-signed'],
  ['CERT_CHAIN_TOO_LONG PATH_LENGTH_EXCEEDED', 'blind', 'certificate-chain-too-long'],
  ['CERT_REVOKED', 'blind', 'certificate-revoked'],
  ['INVALID_CA INVALID_PURPOSE CERT_UNTRUSTED CERT_REJECTED', 'blind', 'certificate-refused'],
  ['CERT_SIGNATURE_FAILURE UNABLE_TO_DECRYPT_CERT_SIGNATURE', 'blind', 'certificate-bad-signature'],
  ['UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY ERROR_IN_CERT_NOT_BEFORE_FIELD', 'blind', 'certificate-unreadable'],
  ['ERROR_IN_CERT_NOT_AFTER_FIELD', 'blind', 'certificate-unreadable'],
  ['UNABLE_TO_GET_CRL UNABLE_TO_DECRYPT_CRL_SIGNATURE CRL_SIGNATURE_FAILURE', 'blind', 'certificate-crl'],
  ['CRL_NOT_YET_VALID CRL_HAS_EXPIRED', 'blind', 'certificate-crl'],
  ['ERROR_IN_CRL_LAST_UPDATE_FIELD ERROR_IN_CRL_NEXT_UPDATE_FIELD', 'blind', 'certificate-crl'],
  ['EPROTO ERR_SSL_WRONG_VERSION_NUMBER ERR_SSL_PACKET_LENGTH_TOO_LONG', 'blind', 'tls-not-spoken'],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'blind', 'tls-version'],
  ['ERR_SSL_DH_KEY_TOO_SMALL ERR_SSL_EE_KEY_TOO_SMALL ERR_SSL_CA_MD_TOO_WEAK', 'blind', 'tls-too-weak'],
  ['ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED', 'blind', 'tls-too-weak'],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'blind', 'tls-handshake'],
  // w2.seg-social.es wants a client's certificate: refusing us is by design.
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'blind', 'tls-client-certificate'],
  // undici names its parser's error where the parser itself gives no code.
  ['HTTPParserError', 'blind', 'not-http'],
  ['UND_ERR_HEADERS_OVERFLOW HPE_HEADER_OVERFLOW', 'blind', 'headers-too-long'],
  ['UND_ERR_RES_EXCEEDED_MAX_SIZE', 'blind', 'body-too-long'],
  ['UND_ERR_INVALID_ARG UND_ERR_INVALID_RETURN_VALUE UND_ERR_NOT_SUPPORTED', 'blind', 'our-request'],
  ['UND_ERR_ABORTED UND_ERR_ABORT UND_ERR_DESTROYED UND_ERR_CLOSED UND_ERR_INFO', 'blind', 'our-request'],
  ['ERR_INVALID_CHAR ERR_INVALID_URL ERR_SOCKET_BAD_PORT ERR_INVALID_ARG_VALUE', 'blind', 'our-request'],
  // Asked for plain bytes, got others: a browser asks differently, so it may see the page.
  ['Z_DATA_ERROR Z_NEED_DICT Z_STREAM_ERROR UNKNOWN_ENCODING', 'blind', 'undecodable'],
]

/** Names. Whether a failure is theirs or our network's is for the controls to say; here only who answered what. */
const nameRows: readonly Row[] = [
  ['ENOTFOUND', 'down', 'dns-not-found'],
  ['ENODATA', 'down', 'dns-no-address'],
  ['ESERVFAIL', 'down', 'dns-server-failed'],
  ['ETIMEOUT DEADLINE', 'down', 'dns-timeout'],
  ['CUT_SHORT', 'blind', 'cut-short'],
  // Our own resolver does not answer or does not want us.
  ['ECONNREFUSED ENETUNREACH EHOSTUNREACH ENETDOWN EAI_AGAIN', 'blind', 'dns-unreachable'],
  ['EREFUSED ENOTIMP EFORMERR EBADRESP EBADRESPONSE EBADQUERY EBADFLAGS EBADSTR', 'blind', 'dns-refused'],
  ['EBADNAME EBADFAMILY', 'blind', 'dns-bad-name'],
  ['ECANCELLED EDESTRUCTION ENOMEM EMFILE EFILE EOF ENOTINITIALIZED ELOADIPHLPAPI', 'blind', 'dns-local'],
  ['EADDRGETNETWORKPARAMS ENONAME EBADHINTS', 'blind', 'dns-local'],
]

/** Families that are too large to list; they are all blind. */
const prefixes: readonly (readonly [prefix: string, reason: string])[] = [
  ['HPE_', 'not-http'],
  ['ERR_SSL_', 'tls-failed'],
  ['ERR_TLS_', 'tls-failed'],
  ['ERR_OSSL_', 'tls-failed'],
  ['ERR_BROTLI', 'undecodable'],
  ['ERR__ERROR_FORMAT', 'undecodable'],
  ['BROTLI_', 'undecodable'],
  ['ZSTD_', 'undecodable'],
]

const indexed = (table: readonly Row[]) =>
  new Map(
    table.flatMap(([codes, outcome, reason]) => codes.split(' ').map(code => [code, { outcome, reason }])),
  )

const byCode: ReadonlyMap<string, Verdict> = indexed(rows)
const byNameCode: ReadonlyMap<string, Verdict> = indexed(nameRows)

/** The codes that the table lists, for tests and documents. */
export const listedCodes: readonly string[] = [...new Set([...byCode.keys(), ...byNameCode.keys()])]

const slug = (code: string) =>
  code
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)

const unlisted = (code: string): Verdict => {
  const family = prefixes.find(([prefix]) => code.startsWith(prefix))
  return { outcome: 'blind', reason: family ? family[1] : `unknown-${slug(code) || 'code'}` }
}

/** What a code means where it came up; `blind` with the reason `unknown-<code>` if the tables do not know it. */
export const judgeCode = (code: string, during: During): Verdict => {
  const listed = (during === 'dns' ? byNameCode : byCode).get(code)
  return listed
    ? { outcome: listed.outcome, reason: listed.reason.replace('*', during) }
    : unlisted(during === 'dns' ? `dns-${code}` : code)
}

/** The reason of what a vantage did not answer. */
export const noAnswer = 'no-answer'

/** The reasons of what home saw bad and most vantages did not; `blind`: neither side is more than half. */
export const overruled = { up: 'overruled-up', slow: 'overruled-slow', blind: 'overruled-split' } as const
