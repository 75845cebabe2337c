import type { Translation } from './spanish.ts'

/** Behind a reason stands the place in the text, on lines of its own. */
const found = (why: string, said: string): Translation => [
  new RegExp(`^${why}(?<place>\\n.*)?$`, 's'),
  `${said}$<place>`,
]

/** Why an operator's words and times are not taken, or are hard to read. */
export const wordsInSpanish: readonly Translation[] = [
  found('a DNI with its right letter: personal data', 'hay un DNI. No publicamos datos de personas.'),
  found('a NIE with its right letter: personal data', 'hay un NIE. No publicamos datos de personas.'),
  found(
    'a Social Security number with its right check digits: personal data',
    'hay un número de la Seguridad Social. No publicamos datos de personas.',
  ),
  found(
    'a bank account with its right check digits: personal data',
    'hay una cuenta de banco. No publicamos datos de personas.',
  ),
  found('an e-mail address', 'hay una dirección de correo.'),
  found(
    "a phone that is not in the service's file \\(there: none\\)",
    'hay un teléfono, y no tenemos ninguno que podamos dar.',
  ),
  found(
    "a phone that is not in the service's file \\(there: (?<own>[^\\n]*)\\)",
    'hay un teléfono que no es de los nuestros ($<own>).',
  ),
  found(
    'an address, which [^\\n]+',
    'hay una dirección web, y X la cobra trece veces más cara. Si no lo es, deja un espacio tras el punto.',
  ),
  found('a mention, which [^\\n]+', 'hay una mención a una cuenta.'),
  found(
    'something that nobody sees, or a line break \\([^\\n]*\\)',
    'hay signos que no se ven, o un salto de línea.',
  ),
  [/^it is too long by (\d+) characters, as it would be posted$/, 'Sobran $1 caracteres para publicarlo.'],
  [/^hard to read .+$/, 'Cuesta leerlo: usa palabras y frases más cortas.'],
  [/^a sentence of (\d+) words: .+$/, 'Hay una frase de $1 palabras: con 15 como mucho se lee bien.'],
  [/^says "(.+)": .+$/, 'Dice «$1»: la gente usa otras palabras, y la primera vez enteras.'],
  [/^some text$/, 'falta.'],
  [/^at most (\d+) characters$/, 'es demasiado largo: como mucho $1 caracteres.'],
  [/^at least one component$/, 'marca al menos uno.'],
  [/^"(.*)" is no time such as .+$/s, '«$1» no es una hora. Escribe, por ejemplo, 2026-11-22 02:00.'],
  [/^(.+) is no day of the calendar(?:, or .+)?$/, '$1 no está en el calendario.'],
  [/^(.+) is no time of a clock: .+$/, '$1 no es una hora del reloj.'],
  [/^(.+) is no offset from UTC .+$/, '$1 no es una diferencia con UTC, como +01:00.'],
  [
    /^(.+) comes twice in .+: say which one, "(.+)" or "(.+)"$/,
    '$1 pasa dos veces, porque se atrasa el reloj. Escribe cuál: $2 o $3.',
  ],
  [
    /^(.+) does not exist in .+: the clocks go from (.+) to (.+)$/,
    '$1 no existe, porque se adelanta el reloj: pasa de $2 a $3.',
  ],
]
