import type { Remark } from '../service/problem.ts'
import type { Language, Names, Service } from '../service/service.ts'
import { bannedWords, limits, linkable } from './gates.ts'
import { languageOf } from './language.ts'
import { easeOf, type Measure, measure } from './measure.ts'
import { toldName } from './naming.ts'
import { type Proof, proofsOf } from './proofs.ts'

interface Place {
  readonly path: string
  readonly name: string
}

type Measured = Proof & Measure

const worst = (proofs: readonly Measured[], badness: (one: Measured) => number): Measured | undefined =>
  proofs.reduce<Measured | undefined>(
    (so, one) => (so === undefined || badness(one) > badness(so) ? one : so),
    undefined,
  )

const remark = (
  severity: Remark['severity'],
  { path, name }: Place,
  makes: string,
  allowed: string,
): Remark => ({
  severity,
  path,
  found: `${JSON.stringify(name)}, which ${makes}`,
  allowed,
})

/** One remark for each gate, of the text that is furthest from it. */
const gateRemarks = (place: Place, proofs: readonly Measured[]): readonly Remark[] => {
  const longest = worst(proofs, one => one.weighted)
  const hardest = worst(proofs, one => -(easeOf(one)?.score ?? 0))
  const ease = hardest && easeOf(hardest)
  const wordiest = worst(proofs, one => one.longest)
  const remarks: Remark[] = []
  if (longest && longest.weighted > limits.weighted) {
    const makes = `makes the post "${longest.template}" ${longest.weighted} long`
    remarks.push(remark('error', place, makes, `a shorter name: posts of ${limits.weighted} at most`))
  }
  if (ease && ease.score < ease.least) {
    const { formula, score, least } = ease
    const makes = `makes the post "${hardest.template}" hard to read (${formula} ${score.toFixed(1)})`
    remarks.push(remark('warning', place, makes, `shorter words: ${formula} ${least} or more`))
  }
  if (wordiest && wordiest.longest > limits.words) {
    const makes = `makes a sentence of ${wordiest.longest} words in the post "${wordiest.template}"`
    remarks.push(remark('warning', place, makes, `fewer words: sentences of ${limits.words} at most`))
  }
  return remarks
}

/** What a name says by itself, whatever the post. */
const wordRemarks = (place: Place, language: Language): readonly Remark[] => [
  ...linkable(place.name).map(link =>
    remark(
      'error',
      place,
      `X makes a link of at ${JSON.stringify(link)}`,
      'no address, domain, mention or hashtag',
    ),
  ),
  ...bannedWords(place.name, language).map(word =>
    remark(
      'warning',
      place,
      `says ${JSON.stringify(word)}`,
      'words that citizens use, each in full at its first mention',
    ),
  ),
]

const proofs = (
  service: Service,
  name: Names,
  others: readonly Names[],
  language: Language,
): readonly Measured[] =>
  proofsOf(service, name, others, language, 'worst').map(proof => ({
    ...proof,
    ...measure(proof.text, language),
  }))

/** With a component's name that is easy, what is wrong comes from the service's own. */
const easyName: Names = { es: 'la web' }

const placeOf = (path: string, names: Names, language: Language): Place => ({
  path: `${path}.${languageOf(names, language)}`,
  name: toldName(names, language),
})

/** Each component by itself; those that keep the gates then also among each other, so that a bad name is blamed alone. */
const ofComponents = (service: Service, language: Language): readonly Remark[] => {
  const each = service.components.map(({ name }, index) => {
    const place = placeOf(`components[${index}].name`, name, language)
    const alone = proofs(service, name, [], language)
    return { name, place, alone, isGood: gateRemarks(place, alone).length === 0 }
  })
  return each.flatMap(({ name, place, alone, isGood }) => {
    const others = each.filter(one => isGood && one.isGood && one.place !== place).map(one => one.name)
    const among = others.length === 0 ? [] : proofs(service, name, others, language)
    return [...gateRemarks(place, [...alone, ...among]), ...wordRemarks(place, language)]
  })
}

const inLanguage = (service: Service, language: Language): readonly Remark[] => {
  const place = placeOf('name', service.name, language)
  const ofService = [
    ...gateRemarks(place, proofs(service, easyName, [], language)),
    ...wordRemarks(place, language),
  ]
  const isBad = ofService.some(one => one.severity === 'error')
  return isBad ? ofService : [...ofService, ...ofComponents(service, language)]
}

/** The languages of a service's channels, each once. */
export const postedIn = ({ channels }: Service): readonly Language[] => [
  ...new Set(Object.values(channels).flatMap(channel => (channel ? [channel.language] : []))),
]

/**
 * What the names of a service do to its posts, in the languages of its channels: an error for what X would refuse or
 * link, a warning for hard words.
 */
export const problems = (service: Service): readonly Remark[] => {
  const remarks = postedIn(service).flatMap(language => inLanguage(service, language))
  // A name without a translation is told in Spanish in every language: it is remarked on once.
  const seen = new Set<string>()
  return remarks.filter(({ path, found }) => !seen.has(path + found) && seen.add(path + found))
}
