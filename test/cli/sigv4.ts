import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** Signature Version 4 as AWS describes it, from the side that checks: written anew, so that it agrees with no library. */

export interface Signed {
  readonly method: string
  /** With its query. */
  readonly url: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Key {
  readonly secret: string
  /** Temporary keys have one, and it is signed too. */
  readonly session?: string
}

export type Verdict = { readonly key: string } | { readonly wrong: string }

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, one => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)

const canonicalRequest = ({ method, url, headers, body }: Signed, names: readonly string[]) => {
  const { pathname, searchParams } = new URL(url, 'http://host')
  const query = [...searchParams].map(pair => pair.map(encoded).join('=')).toSorted()
  return [
    method,
    pathname.split('/').map(encoded).join('/'),
    query.join('&'),
    ...names.map(name => `${name}:${(headers[name] ?? '').trim().replace(/ +/g, ' ')}`),
    '',
    names.join(';'),
    sha256(body),
  ].join('\n')
}

const pattern =
  /^AWS4-HMAC-SHA256 Credential=(\w+)\/(\d{8})\/([\w-]+)\/([\w-]+)\/aws4_request, ?SignedHeaders=([\w;-]+), ?Signature=([0-9a-f]{64})$/

const minutes = 60_000

/** Who signed, or why nobody did. */
export const verified = (
  request: Signed,
  keys: Readonly<Record<string, Key>>,
  here: { readonly region: string; readonly service: string; readonly now: number },
): Verdict => {
  const { authorization = '', 'x-amz-date': stamp = '', 'x-amz-security-token': session } = request.headers
  const found = pattern.exec(authorization)
  if (!found) return { wrong: 'no signature' }
  const [, id = '', day = '', region = '', service = '', list = '', signature = ''] = found
  const key = keys[id]
  if (!key) return { wrong: 'unknown key' }
  if (region !== here.region || service !== here.service) return { wrong: `signed for ${region}/${service}` }
  const at = Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  if (!stamp.startsWith(day) || !(Math.abs(at - here.now) < 5 * minutes))
    return { wrong: 'signed at another time' }
  if (session !== key.session) return { wrong: 'another session' }
  const names = list.split(';')
  const must = ['host', 'x-amz-date', ...(session === undefined ? [] : ['x-amz-security-token'])]
  if (!must.every(name => names.includes(name))) return { wrong: 'unsigned headers' }
  const scope = `${day}/${region}/${service}/aws4_request`
  const text = ['AWS4-HMAC-SHA256', stamp, scope, sha256(canonicalRequest(request, names))].join('\n')
  const signing = [region, service, 'aws4_request'].reduce(hmac, hmac(`AWS4${key.secret}`, day))
  const right = timingSafeEqual(hmac(signing, text), Buffer.from(signature, 'hex'))
  return right ? { key: id } : { wrong: 'the signature does not match' }
}
