import type { Language } from '../service/service.ts'
import { type TemplateKey, type Words, wordsIn } from './language.ts'

const isUnder = (path: string, mark: string): boolean =>
  mark === 'all' || path === mark || path.startsWith(`${mark}.`)

/** The paths of the phrases that a template speaks with; where it is not known which place, of them all. */
const phrasesOf = (template: TemplateKey, { notices, phrases }: Words): readonly string[] => {
  const { heads, tail } = notices[template]
  const names = [...heads, ...tail].flatMap(sentence => sentence.match(/(?<=\{)\w+(?=\})/g) ?? [])
  return Object.entries(phrases).flatMap(([place, table]) =>
    names.filter(name => name in table).map(name => `phrases.${place}.${name}`),
  )
}

/** Whether a template's text, or a phrase it may speak with, is marked as wanting a native speaker's eye. */
export const wantsCheck = (template: TemplateKey, language: Language): boolean => {
  const words = wordsIn(language)
  const paths = [`notices.${template}`, ...phrasesOf(template, words)]
  return paths.some(path => words.check.some(mark => isUnder(path, mark)))
}
