import { assert, constantFrom, integer, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nodeSeal as seal } from '../../lib/adapters/seal.ts'
import { ackLinks, type Link, linkLasts, openLink, sealLink } from '../../lib/operate/links.ts'
import { sealed } from '../../lib/operate/sealed.ts'
import { eleven } from '../given.ts'

const [oldest, older, newest] = ['a', 'b', 'c'].map(letter => letter.repeat(40)) as [string, string, string]
const keys = [newest, older]
const link: Link = {
  action: 'ack',
  service: 'seguridad-social',
  incident: 'SS-0007',
  list: 'first',
  expires: eleven + 4 * 3_600_000,
}
const token = sealLink(seal, keys, link) ?? ''
const open = (text: string, now = eleven, with_ = keys) => openLink(seal, with_, text, now)

describe('a link', () => {
  it('opens as what it was sealed as', () => {
    expect(open(token)).toEqual({ is: 'link', link })
  })

  it('fits into a path as it stands', () => {
    expect(token).toMatch(/^[\w.-]+$/)
    expect(encodeURIComponent(token)).toBe(token)
    expect(token.length).toBeLessThan(110)
  })

  it('ends at its hour, to the millisecond', () => {
    expect(open(token, link.expires - 1)).toMatchObject({ is: 'link' })
    expect(open(token, link.expires)).toEqual({ is: 'wrong', wrong: 'expired', link })
  })

  it('outlives the rotation of its key, until that key goes', () => {
    const before = sealLink(seal, [older], link) ?? ''
    expect(open(before)).toMatchObject({ is: 'link' })
    expect(open(before, eleven, [newest])).toEqual({ is: 'wrong', wrong: 'forged' })
    expect(open(token, eleven, [oldest, newest])).toMatchObject({ is: 'link' })
  })

  it('is sealed by the first key alone', () => {
    expect(open(token, eleven, [newest])).toMatchObject({ is: 'link' })
    expect(open(token, eleven, [older])).toEqual({ is: 'wrong', wrong: 'forged' })
  })

  it('neither is made nor opens without a key', () => {
    expect(sealLink(seal, [], link)).toBeUndefined()
    expect(open(token, eleven, [])).toEqual({ is: 'wrong', wrong: 'forged' })
  })

  it.each([
    ['another incident', token.replace('SS-0007', 'SS-0008')],
    ['another service', token.replace('seguridad-social', 'hacienda')],
    ['a later hour', token.replace(/\.[0-9a-z]+\.([\w-]{8}\.)/, '.zzzzzz.$1')],
    ['another list', token.replace('.first.', '.second.')],
    [
      'the code of another',
      `${token.slice(0, -43)}${sealLink(seal, keys, { ...link, list: 'x' })?.slice(-43)}`,
    ],
    ['no code', token.slice(0, -44)],
    ['half of a code', token.slice(0, -20)],
    ['nothing', ''],
    ['a path', '../../etc/passwd'],
    ['without end', 'a'.repeat(5_000)],
  ])('opens for nobody who changed it to %s', (_, forged) => {
    expect(forged).not.toBe(token)
    expect(open(forged)).toMatchObject({ is: 'wrong', wrong: expect.stringMatching(/forged|malformed/) })
  })

  it('opens for nobody who changed a single character', () => {
    const letters = 'abcXYZ019-_.'
    assert(
      property(integer({ min: 0, max: token.length - 1 }), constantFrom(...letters), (at, letter) => {
        const changed = `${token.slice(0, at)}${letter}${token.slice(at + 1)}`
        return changed === token || open(changed).is === 'wrong'
      }),
    )
    assert(property(string(), text => open(text).is === 'wrong'))
  })

  it('is no key to anything but what links say', () => {
    const foreign = sealed(seal, keys, 'console.seguridad-social.SS-0007.first.zzzzzz') ?? ''
    expect(open(foreign)).toEqual({ is: 'wrong', wrong: 'malformed' })
  })
})

describe('the links of an alert', () => {
  it('lead to the address, and are good for four hours', () => {
    const made = ackLinks({ seal, keys, url: 'https://example.org/' }, eleven)
    const url = made('seguridad-social', 'SS-0007', 'second') ?? ''
    expect(url).toMatch(/^https:\/\/example\.org\/ack\/ack\.seguridad-social\.SS-0007\.second\./)
    const found = url.split('/').at(-1) ?? ''
    expect(open(found, eleven + linkLasts - 1)).toMatchObject({ is: 'link', link: { list: 'second' } })
    expect(open(found, eleven + linkLasts)).toMatchObject({ wrong: 'expired' })
  })

  it('are none without a key', () => {
    expect(
      ackLinks({ seal, keys: [], url: 'https://example.org' }, eleven)('a', 'SS-0001', 'b'),
    ).toBeUndefined()
  })
})

describe('a seal', () => {
  it('is HMAC-SHA256 as RFC 4231 has it', () => {
    const code = Buffer.from(seal.of('Jefe', 'what do ya want for nothing?'), 'base64url').toString('hex')
    expect(code).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843')
  })

  it('is the same as itself only', () => {
    expect(seal.same('abc', 'abc')).toBe(true)
    for (const other of ['abd', 'ab', 'abcd', '', 'ABC']) expect(seal.same('abc', other)).toBe(false)
  })
})
