import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nodeSeal as seal } from '../../lib/adapters/seal.ts'
import { formCode, isFormCode, openPass, passLasts, sealPass } from '../../lib/console/pass.ts'
import { eleven } from '../given.ts'

const keys = ['k'.repeat(40), 'o'.repeat(40)]
const arn = 'arn:aws:sts::123456789012:assumed-role/Guardia/ana@example.org'
const made = (kind: 'entry' | 'session' = 'session', who = arn) =>
  sealPass(seal, keys, kind, who, eleven) ?? ''
const open = (token: string, kind: 'entry' | 'session' = 'session', now = eleven) =>
  openPass(seal, keys, kind, token, now)

describe('a pass', () => {
  it.each(['entry', 'session'] as const)('of kind %s says who speaks until it expires', kind => {
    const token = made(kind)
    const ends = eleven + passLasts[kind]
    expect(open(token, kind, ends - 1)).toEqual({ is: 'pass', pass: { who: arn, expires: ends } })
    expect(open(token, kind, ends)).toEqual({ is: 'wrong', wrong: 'expired' })
  })

  it('of one kind is none of the other', () => {
    expect(open(made('entry'), 'session')).toEqual({ is: 'wrong', wrong: 'forged' })
    expect(open(made('session'), 'entry')).toEqual({ is: 'wrong', wrong: 'forged' })
  })

  it('outlives a new key, but not the loss of its own', () => {
    const token = made()
    expect(openPass(seal, ['n'.repeat(40), ...keys], 'session', token, eleven)).toMatchObject({ is: 'pass' })
    expect(openPass(seal, ['n'.repeat(40)], 'session', token, eleven)).toMatchObject({ wrong: 'forged' })
  })

  it('is not made without a key', () => {
    expect(sealPass(seal, [], 'session', arn, eleven)).toBeUndefined()
    expect(formCode(seal, [], made())).toBeUndefined()
  })

  it('carries any name through a path and a cookie', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), who => {
        const token = made('session', who)
        expect(token).toMatch(/^[\w.!~*'()-]+$/)
        expect(open(token)).toMatchObject({ is: 'pass', pass: { who } })
      }),
    )
  })

  it('with any sign changed is none', () => {
    const token = made()
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom('A', 'z', '0', '.', '~'), (at, sign) => {
        const spoilt = token.slice(0, at) + sign + token.slice(at + 1)
        fc.pre(spoilt !== token)
        expect(open(spoilt)).toMatchObject({ is: 'wrong' })
      }),
    )
  })
})

describe('the code of a form', () => {
  it('belongs to one session', () => {
    const [one, other] = [made('session', 'ana'), made('session', 'luis')]
    const code = formCode(seal, keys, one) ?? ''
    expect(isFormCode(seal, keys, one, code)).toBe(true)
    expect(isFormCode(seal, keys, other, code)).toBe(false)
    expect(isFormCode(seal, keys, one, '')).toBe(false)
  })

  it('holds while the keys are changed', () => {
    const session = made()
    const code = formCode(seal, keys.slice(1), session) ?? ''
    expect(isFormCode(seal, keys, session, code)).toBe(true)
  })
})
