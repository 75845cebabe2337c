import { describe, expect, it } from 'vitest'
import {
  agree,
  agreementOf,
  agreementOfAll,
  bare,
  capitals,
  contract,
  list,
  placeOf,
  withoutService,
} from '../../lib/words/grammar.ts'
import { wordsIn } from '../../lib/words/language.ts'

const words = wordsIn('es')

describe('agreement', () => {
  it.each([
    ['la Sede Electrónica', true, false],
    ['las oficinas', true, true],
    ['el servicio', false, false],
    ['los pagos', false, true],
    ['el área personal', true, false],
    ['Import@ss', false, false],
    ['latidos', false, false],
  ])('of %s follows its article', (name, feminine, many) => {
    expect(agreementOf(name, words)).toEqual({ feminine, many })
  })

  it('of several is masculine as soon as one is', () => {
    expect(agreementOfAll(['la web', 'la Sede'], 0, words)).toEqual({ feminine: true, many: true })
    expect(agreementOfAll(['la web', 'el acceso'], 0, words)).toEqual({ feminine: false, many: true })
    expect(agreementOfAll(['la web'], 2, words)).toEqual({ feminine: false, many: true })
  })

  it.each([
    [false, false, 'va lento y falla'],
    [true, false, 'va lenta y falla'],
    [false, true, 'van lentos y fallan'],
    [true, true, 'van lentas y fallan'],
  ])('chooses the form (feminine %s, many %s)', (feminine, many, said) => {
    const text = '[va|van] [lento|lenta|lentos|lentas] y [falla|fallan]'
    expect(agree(text, { feminine, many })).toBe(said)
  })
})

describe('lists', () => {
  const names = ['la web', 'la Sede', 'el acceso', 'la cita']

  it.each([
    [['la web'], 'la web'],
    [['la web', 'la Sede'], 'la web y la Sede'],
    [['la web', 'la Sede', 'la cita'], 'la web, la Sede y la cita'],
    [['la web', 'Import@ss'], 'la web e Import@ss'],
    [['la web', 'Hispania'], 'la web e Hispania'],
    [['la web', 'Ícaro'], 'la web e Ícaro'],
    [['la web', 'Hielo'], 'la web y Hielo'],
    [['la web', 'Ionos'], 'la web y Ionos'],
    [['Import@ss', 'la web'], 'Import@ss y la web'],
  ])('say %j as "%s"', (several, said) => {
    expect(list(several, several.length, words)).toBe(said)
  })

  it.each([
    [4, 'la web, la Sede, el acceso y la cita'],
    [3, 'la web, la Sede, el acceso y otro servicio'],
    [2, 'la web, la Sede y 2 servicios más'],
    [1, 'la web y 3 servicios más'],
  ])('count what is left after %i', (shown, said) => {
    expect(list(names, shown, words)).toBe(said)
  })
})

describe('names', () => {
  it.each([
    ['el fallo de el servicio', 'el fallo del servicio'],
    ['el fallo de la Sede', 'el fallo de la Sede'],
    ['llama a el centro', 'llama al centro'],
    ['llama a la oficina', 'llama a la oficina'],
    ['la web de El Salvador', 'la web de El Salvador'],
    ['desde el lunes', 'desde el lunes'],
    ['de electricidad', 'de electricidad'],
  ])('contract "%s" to "%s"', (whole, short) => {
    expect(contract(whole, words)).toBe(short)
  })

  it('leave out the service they belong to', () => {
    const both = ['la web de la Seguridad Social', 'la web para pedir cita']
    expect(withoutService(both, 'la Seguridad Social', words)).toEqual(['la web', 'la web para pedir cita'])
    expect(withoutService(['la web del SEPE'], 'el SEPE', words)).toEqual(['la web'])
    expect(withoutService(['la web de SEPE'], 'SEPE', words)).toEqual(['la web'])
    expect(withoutService(['la Seguridad Social'], 'la Seguridad Social', words)).toEqual([
      'la Seguridad Social',
    ])
  })

  it('lose their article', () => {
    expect(bare('la Seguridad Social', words)).toBe('Seguridad Social')
    expect(bare('SEPE', words)).toBe('SEPE')
  })

  it.each([
    ['las oficinas de la Seguridad Social', 'inPerson'],
    ['la Oficina de Catarroja', 'inPerson'],
    ['la oficina virtual', 'online'],
    ['el teléfono de la Seguridad Social', 'byPhone'],
    ['el Teléfono de las oficinas', 'byPhone'],
    ['la aplicación para el teléfono', 'online'],
    ['la web', 'online'],
  ])('tell how people use it: %s, %s', (name, place) => {
    expect(placeOf(name, words)).toBe(place)
  })

  it('get a capital where a sentence begins', () => {
    expect(capitals('🔴 la web falla. así es. Import@ss: la cita')).toBe(
      '🔴 La web falla. Así es. Import@ss: la cita',
    )
    expect(capitals('🔴 último aviso')).toBe('🔴 Último aviso')
  })
})
