import { describe, expect, it } from 'vitest'
import { challengeIn, challengeReach } from '../../lib/check/challenge.ts'

describe('a sign of a challenge', () => {
  it.each([
    ['<TITLE>Access Denied</TITLE> Reference #18.2f', 'access denied'],
    ['<title>Just a moment...</title>', '<title>just a moment...'],
    [
      'The requested URL was rejected. Please consult with your administrator.',
      'the requested url was rejected',
    ],
  ])('is found whatever its case: %s', (page, sign) => {
    expect(challengeIn(page)).toBe(sign)
  })

  it.each(['', 'El servicio no está disponible', 'Acceso denegado: incidencia 17'])(
    'is not seen in words of the site: %s',
    page => {
      expect(challengeIn(page)).toBeUndefined()
    },
  )

  it('is not looked for deep in a long page', () => {
    expect(challengeIn(`${' '.repeat(challengeReach)}Access Denied`)).toBeUndefined()
  })
})
