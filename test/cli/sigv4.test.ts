import { describe, expect, it } from 'vitest'
import { verified } from './sigv4.ts'

/** The first example of AWS's own test suite for Signature Version 4 (get-vanilla). */
const request = {
  method: 'GET',
  url: '/',
  headers: {
    host: 'example.amazonaws.com',
    'x-amz-date': '20150830T123600Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
  },
  body: '',
}
const keys = { AKIDEXAMPLE: { secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' } }
const here = { region: 'us-east-1', service: 'service', now: Date.parse('2015-08-30T12:36:00Z') }

describe("the stand-in's check of signatures", () => {
  it('agrees with the published example', () => {
    expect(verified(request, keys, here)).toEqual({ key: 'AKIDEXAMPLE' })
  })

  it.each([
    ['another body', { ...request, body: 'x' }],
    ['another path', { ...request, url: '/x' }],
    ['a query', { ...request, url: '/?a=b' }],
    ['another method', { ...request, method: 'POST' }],
    ['another host', { ...request, headers: { ...request.headers, host: 'example.org' } }],
  ])('misses no change: %s', (_, changed) => {
    expect(verified(changed, keys, here)).toEqual({ wrong: 'the signature does not match' })
  })

  it('takes nothing old', () => {
    expect(verified(request, keys, { ...here, now: here.now + 301_000 })).toEqual({
      wrong: 'signed at another time',
    })
  })
})
