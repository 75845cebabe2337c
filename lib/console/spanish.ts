import { refusalsInSpanish } from './spanish-refusals.ts'
import { wordsInSpanish } from './spanish-words.ts'

/** Each pattern is a whole sentence of the core, which speaks English; `$1` is what it found. */
export type Translation = readonly [RegExp, string]

const fields: Readonly<Record<string, string>> = {
  text: 'el texto',
  note: 'las palabras para la gente',
  source: 'la fuente',
  why: 'el motivo',
  from: 'el principio',
  to: 'el final',
  announce: 'el anuncio',
  components: 'qué no va a funcionar',
  component: 'el servicio',
  what: 'qué pasa',
}

const all: readonly Translation[] = [...refusalsInSpanish, ...wordsInSpanish]

const translated = (sentence: string): string | undefined => {
  const found = all.find(([pattern]) => pattern.test(sentence))
  return found && sentence.replace(found[0], found[1])
}

/** `text: ...` is about a field of that name. */
const ofField = (sentence: string): string | undefined => {
  const [, name = '', rest = ''] = /^(\w+): (.+)$/s.exec(sentence) ?? []
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined
  const said = field === undefined ? undefined : translated(rest)
  return said === undefined ? undefined : `En ${field}: ${said}`
}

/** What the core says to operators, in Spanish; as it stands, where nobody has said it in Spanish yet. */
export const inSpanish = (sentence: string): string => ofField(sentence) ?? translated(sentence) ?? sentence
