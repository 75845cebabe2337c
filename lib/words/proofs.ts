import type { Language, Names, Service } from '../service/service.ts'
import { compose, editionOf } from './compose.ts'
import type { TemplateKey } from './language.ts'
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

type Cast = readonly [Proof['with'], readonly Names[], readonly Names[]]

/** A lone name has no second list. */
const castsOf = (name: Names, others: readonly Names[]): readonly Cast[] => {
  const alone: Cast = ['alone', [name], []]
  return others.length === 0 ? [alone] : [alone, ['others', [name, ...others], others]]
}

/** Every template about one name, alone and before `others`. */
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
  return castsOf(name, others).flatMap(([cast, names, second]) =>
    samples(names, second, chosen).map(notice => ({
      template: templateKey(notice),
      with: cast,
      numbers,
      text: compose(notice, edition),
    })),
  )
}
