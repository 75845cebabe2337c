import type { Language, Names, Service } from '../service/service.ts'
import { compose, editionOf } from './compose.ts'
import { type TemplateKey, wordsIn } from './language.ts'
import { type Numbers, samples, usualNumbers, worstNumbers } from './samples.ts'
import { templateKey } from './template-key.ts'

/** One text as a citizen might read it. */
export interface Proof {
  readonly template: TemplateKey
  /** What the component's name stands with: nothing else, or every other name. */
  readonly with: 'alone' | 'others'
  readonly numbers: 'usual' | 'worst'
  readonly text: string
}

/** Every template about one name: alone, or before `others` if there are any. */
export const proofsOf = (
  service: Service,
  name: Names,
  others: readonly Names[],
  language: Language,
  numbers: Proof['numbers'],
): readonly Proof[] => {
  const chosen: Numbers = numbers === 'usual' ? usualNumbers(service.code) : worstNumbers(service.code)
  const { now, precise } = chosen
  const edition = { ...editionOf(service, language), precise, ...(now === undefined ? {} : { now }) }
  return samples([name, ...others], others, chosen, wordsIn(language).sample).map(notice => ({
    template: templateKey(notice),
    with: others.length === 0 ? 'alone' : 'others',
    numbers,
    text: compose(notice, edition),
  }))
}
