/** Spanish syllables by the RAE's orthographic rules: what counts is the written word. */

const names: Readonly<Record<string, number>> = {
  f: 2,
  h: 2,
  j: 2,
  l: 2,
  m: 2,
  n: 2,
  ñ: 2,
  r: 2,
  s: 2,
  w: 3,
  x: 2,
  y: 1,
  z: 2,
}

// Syllables that can be said: at most two consonants before, one (or a final s) after.
const sayable =
  /^(?:(?:[bcdfgpt]r|[bcfgp]l|ch|ll|qu|[bcdfghjklmnñpqrstvwxyz])?[aeiouáéíóúü]+(?:[bcdlmnrsxyz](?![bcdlmnrsxyz]$))?)+$/

/** An acronym that cannot be said as a word is spelled: IMV is "i eme uve", SEPE is a word. */
const isSpelled = (word: string): boolean => /^\p{Lu}{2,}$/u.test(word) && !sayable.test(word.toLowerCase())

const spelled = (word: string): number =>
  [...word.toLowerCase()].reduce((sum, letter) => sum + (letter === 'v' ? 2 : (names[letter] ?? 1)), 0)

/** Leaves one sign for each vowel that is said and drops what is silent. */
const asSaid = (word: string): string =>
  word
    .toLowerCase()
    .normalize('NFC')
    .replaceAll('@', 'a')
    .replace(/qu(?=[eiéí])/g, 'k')
    .replace(/gu(?=[eiéí])/g, 'g')
    .replaceAll('ü', 'u')
    .replace(/(?<!c)h/g, '')
    .replace(/y(?![aeiouáéíóú])/g, 'i')

const isStrong = (vowel: string | undefined): boolean => vowel !== undefined && 'aeoáéó'.includes(vowel)
const isStressedWeak = (vowel: string | undefined): boolean => vowel !== undefined && 'íú'.includes(vowel)

/** Whether two vowels in a row belong to two syllables; `next` is the vowel after them. */
const isHiatus = (a: string, b: string, next: string | undefined): boolean => {
  if (isStrong(a) && isStrong(b)) return true
  if ((isStrong(a) && isStressedWeak(b)) || (isStressedWeak(a) && isStrong(b))) return true
  if (a === b) return true
  // A weak vowel between two strong ones begins the second syllable: pa-ra-no-ia.
  return isStrong(a) && isStrong(next)
}

const inRun = (run: string): number => {
  const vowels = [...run]
  return vowels.reduce((sum, vowel, index) => {
    const next = vowels[index + 1]
    return next !== undefined && isHiatus(vowel, next, vowels[index + 2]) ? sum + 1 : sum
  }, 1)
}

/** Syllables of one word of letters; at least one. */
export const syllables = (word: string): number => {
  if (isSpelled(word)) return spelled(word)
  const runs = asSaid(word).match(/[aeiouáéíóúàèìòù]+/g) ?? []
  return Math.max(
    1,
    runs.reduce((sum, run) => sum + inRun(run), 0),
  )
}
