import { describe, expect, it } from 'vitest'
import { dropSession, keepSession, sessionIn } from '../../lib/console/cookie.ts'
import { isOwnPage } from '../../lib/console/own-page.ts'

const api = 'a1b2c3.execute-api.eu-west-1.amazonaws.com'

describe('the cookie of a session', () => {
  it('is for this host, over TLS, and for no script or other site', () => {
    expect(keepSession(api, 'token').split('; ')).toEqual([
      '__Host-atalaya-session=token',
      'Path=/',
      'Max-Age=3600',
      'HttpOnly',
      'SameSite=Strict',
      'Secure',
    ])
  })

  it.each(['localhost:8080', '127.0.0.1:8080', '[::1]:8080'])('at %s needs no TLS', host => {
    expect(keepSession(host, 'token')).toBe(
      'atalaya-session=token; Path=/; Max-Age=3600; HttpOnly; SameSite=Strict',
    )
  })

  it('is read by the name that this host gives it', () => {
    const cookies = ['other=1', '__Host-atalaya-session=ours', 'atalaya-session=planted']
    expect(sessionIn(cookies, api)).toBe('ours')
    expect(sessionIn(cookies, 'localhost:8080')).toBe('planted')
    expect(sessionIn(['atalaya-session=planted'], api)).toBeUndefined()
    expect(sessionIn(['__Host-atalaya-session='], api)).toBeUndefined()
  })

  it('is taken back on the way out', () => {
    expect(dropSession(api)).toContain('__Host-atalaya-session=; Path=/; Max-Age=0;')
  })
})

describe('a form', () => {
  const own = { host: api, origin: `https://${api}` }
  it.each([
    ['the browser says so', { ...own, 'sec-fetch-site': 'same-origin' }, true],
    [
      'a proxy has another name',
      { host: api, origin: 'https://guardia.example.org', 'sec-fetch-site': 'same-origin' },
      true,
    ],
    ['an old browser names our host', own, true],
    [
      'another site sent it',
      { host: api, origin: 'https://example.org', 'sec-fetch-site': 'cross-site' },
      false,
    ],
    ['a sister site sent it', { ...own, 'sec-fetch-site': 'same-site' }, false],
    ['an old browser names another host', { host: api, origin: 'https://example.org' }, false],
    ['its origin is hidden', { host: api, origin: 'null', 'sec-fetch-site': 'same-origin' }, false],
    ['nobody says where it comes from', { host: api }, false],
  ])('where %s: ours is %3$s', (_, headers, isOurs) => {
    expect(isOwnPage(headers)).toBe(isOurs)
  })
})
