import { describe, expect, it } from 'vitest'
import { problems } from '../../lib/words/problems.ts'
import { serviceOf, shipped } from './shipped.ts'

const brief = (names: readonly string[], service?: string) =>
  problems(serviceOf(names, service)).map(({ severity, path }) => `${severity} ${path}`)

describe('problems of names', () => {
  it('are none in the file that ships', () => {
    expect(problems(shipped())).toEqual([])
  })

  it('are errors where a post grows too long', () => {
    const name = `la ${'x'.repeat(180)}`
    expect(problems(serviceOf(['la web', name]))).toContainEqual({
      severity: 'error',
      path: 'components[1].name.es',
      found: expect.stringMatching(/^"la x+", which makes the post "[a-z.]+" \d{3} long$/),
      allowed: 'a shorter name: posts of 260 at most',
    })
  })

  it('spare the names beside a long one', () => {
    expect(brief(['la web', `la ${'x'.repeat(180)}`]).some(one => one.includes('components[0]'))).toBe(false)
  })

  it('are errors at the service whose own name is too long', () => {
    const found = brief(['la web'], `el ${'Instituto '.repeat(16).trim()}`)
    expect(found).toContain('error name.es')
    expect(found.every(one => one.endsWith(' name.es'))).toBe(true)
  })

  it('are warnings where a post is hard to read', () => {
    const found = brief(['la plataforma institucional de administración electrónica'])
    expect(found).toEqual(['warning components[0].name.es'])
  })

  it('are warnings where a sentence has too many words', () => {
    const found = problems(serviceOf(['la web que te da la cita que no te da la de al lado'], 'la SS'))
    expect(found).toEqual([
      expect.objectContaining({ severity: 'warning', found: expect.stringContaining('makes a sentence of') }),
    ])
  })

  it('are warnings where citizens would not say so', () => {
    expect(brief(['la sede'])).toEqual(['warning components[0].name.es'])
  })

  it.each(['la web seg-social.es', 'la cuenta @info', 'el canal #citas'])(
    'are errors in %s: X links it',
    name => {
      expect(brief([name])).toContain('error components[0].name.es')
    },
  )

  it('are none for another body', () => {
    const names = ['la Sede Electrónica de la Agencia Tributaria', 'Renta WEB', 'la aplicación móvil']
    expect(brief(names, 'la Agencia Tributaria')).toEqual([])
  })

  it('are no errors for a body with a long name', () => {
    const body = 'Servicio Público de Empleo Estatal'
    const names = [`la Sede Electrónica del ${body}`, `las oficinas del ${body}`, 'la cita previa']
    expect(brief(names, `el ${body}`).filter(one => one.startsWith('error'))).toEqual([])
  })

  it('are looked for in the languages of the channels', () => {
    const long = `the ${'x'.repeat(190)}`
    const service = serviceOf(['la web'])
    const components = service.components.map(one => ({ ...one, name: { es: 'la web', en: long } }))
    const x = service.channels.x
    expect(problems({ ...service, components })).toEqual([])
    const spoken = { ...service, components, channels: x ? { x: { ...x, language: 'en' as const } } : {} }
    expect(problems(spoken)).toContainEqual(
      expect.objectContaining({ severity: 'error', path: 'components[0].name.en' }),
    )
  })
})
