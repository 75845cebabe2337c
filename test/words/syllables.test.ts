import { describe, expect, it } from 'vitest'
import { syllables } from '../../lib/words/syllables.ts'

/** Words by their syllables: diphthongs, hiatuses, silent u and h, y. */
const table: Readonly<Record<number, string>> = {
  1: 'y la web no sí hoy ley guion truhan vio fue que pez buey muy bien cien dio pues',
  2: 'Sede causa cuanto ahí país raíz aún siete agua guerra búho baúl leer euro viuda queso guiso huevo hielo ciudad ruido calle limpiáis social',
  3: 'funciona caída reúne prohíbe ahora alcohol leían pingüino cuídate vídeos oficio servicio línea héroe acceso trámite caímos vivíais tiito poeta desahucio sociedad',
  4: 'seguridad oficina aéreo vehículo caótico egoísta prestaciones oíamos paranoia lingüística cacahuete teléfono',
  5: 'electrónica zoológico automático aldeahuela certificado',
}

const rows = Object.entries(table).flatMap(([count, words]) =>
  words.split(' ').map(word => [word, Number(count)] as const),
)

describe('syllables', () => {
  it.each(rows)('reads %s in %i', (word, count) => {
    expect(syllables(word)).toBe(count)
  })

  it.each([
    ['IMV', 5],
    ['DNI', 4],
    ['TGSS', 6],
    ['INSS', 7],
    ['SEPE', 2],
    ['RED', 1],
  ])('spells %s or says it, in %i', (acronym, count) => {
    expect(syllables(acronym)).toBe(count)
  })

  it('reads the @ of a brand as a', () => {
    expect(syllables('Import@ss')).toBe(3)
    expect(syllables('Cl@ve')).toBe(2)
  })

  it('counts the same in capitals and decomposed', () => {
    expect(syllables('Prestación'.normalize('NFD'))).toBe(3)
    expect(syllables('AVISO')).toBe(3)
  })
})
