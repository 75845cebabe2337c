const small =
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve'.split(
    ' ',
  )
const tens = 'treinta cuarenta cincuenta sesenta setenta ochenta noventa'.split(' ')
const hundreds =
  'ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos'.split(
    ' ',
  )

const wordAt = (words: readonly string[], index: number): string[] => {
  const word = words[index]
  return word === undefined ? [] : [word]
}

const underHundred = (n: number): string[] => {
  if (n < 30) return wordAt(small, n)
  const ten = wordAt(tens, Math.floor(n / 10) - 3)
  return n % 10 === 0 ? ten : [...ten, 'y', ...wordAt(small, n % 10)]
}

const underThousand = (n: number): string[] => {
  if (n < 100) return underHundred(n)
  if (n === 100) return ['cien']
  const hundred = wordAt(hundreds, Math.floor(n / 100) - 1)
  return n % 100 === 0 ? hundred : [...hundred, ...underHundred(n % 100)]
}

const underMillion = (n: number): string[] => {
  if (n < 1_000) return underThousand(n)
  const thousands = Math.floor(n / 1_000)
  const before = thousands === 1 ? ['mil'] : [...underThousand(thousands), 'mil']
  return n % 1_000 === 0 ? before : [...before, ...underThousand(n % 1_000)]
}

/** The words in which a row of digits is read in Spanish; a code or a huge number is read digit by digit. */
export const readNumeral = (digits: string): readonly string[] =>
  digits.length > 6 || /^0\d\d/.test(digits)
    ? [...digits].flatMap(digit => wordAt(small, Number(digit)))
    : underMillion(Number(digits))
