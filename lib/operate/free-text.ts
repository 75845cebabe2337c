import { addressesIn, emailsIn, mentionsIn, phonesIn } from './contact.ts'
import { foldedSpots } from './folded.ts'
import { ibansIn } from './iban.ts'
import { dnisIn, niesIn, nussesIn } from './personal.ts'
import type { Spot } from './spelling.ts'
import { codesOf, unseenIn } from './unseen.ts'

export { showPlace } from './show-place.ts'

/** Something in an operator's words that must not be told; `why` is the rest of "this is ...". */
export interface Found extends Spot {
  readonly what: 'dni' | 'nie' | 'nuss' | 'iban' | 'email' | 'phone' | 'url' | 'mention' | 'control'
  readonly why: string
}

/** The part of a service that matters: the phones that may be told. */
interface Known {
  readonly phones: readonly { readonly number: string }[]
}

type Search = (text: string, own: readonly string[]) => readonly Spot[]

/** As it stands, and with every sign in its plain form: full-width digits are digits. */
const inAnyForm =
  (search: Search): Search =>
  (text, own) => [...search(text, own), ...foldedSpots(text, folded => search(folded, own))]

/** Who speaks first is heard: a later reading of the same place is none. */
const searches: readonly (readonly [Found['what'], Search])[] = [
  ['control', unseenIn],
  ['iban', inAnyForm(ibansIn)],
  ['nuss', inAnyForm(nussesIn)],
  ['nie', inAnyForm(niesIn)],
  ['dni', inAnyForm(dnisIn)],
  ['email', inAnyForm(emailsIn)],
  ['phone', inAnyForm(phonesIn)],
  ['url', addressesIn],
  ['mention', mentionsIn],
]

const why = (what: Found['what'], found: string, own: readonly string[]): string => {
  switch (what) {
    case 'dni':
      return 'a DNI with its right letter: personal data'
    case 'nie':
      return 'a NIE with its right letter: personal data'
    case 'nuss':
      return 'a Social Security number with its right check digits: personal data'
    case 'iban':
      return 'a bank account with its right check digits: personal data'
    case 'email':
      return 'an e-mail address'
    case 'phone':
      return `a phone that is not in the service's file (there: ${own.join(', ') || 'none'})`
    case 'url':
      return 'an address, which X links at over 13 times the price; if it is none, leave a space after its dot'
    case 'mention':
      return 'a mention, which calls on the account of that name'
    case 'control':
      return `something that nobody sees, or a line break (${codesOf(found)})`
    default:
      return what satisfies never
  }
}

const overlap = (one: Spot, other: Spot): boolean =>
  one.at < other.at + other.found.length && other.at < one.at + one.found.length

/**
 * What must not be in a free text of an operator, in the order of reading: personal data (numbers only with their right
 * check letter or digits), e-mail addresses, phones that are none of the service's, addresses, mentions, and what
 * nobody sees. Years, times, dates, amounts, laws, postcodes and codes of incidents are no finding.
 */
export const checkFreeText = (text: string, { phones }: Known): readonly Found[] => {
  const own = phones.map(({ number }) => number)
  return searches
    .flatMap(([what, search]) => search(text, own).map(spot => ({ ...spot, what })))
    .reduce<readonly Found[]>(
      (known, spot) =>
        known.some(one => overlap(one, spot))
          ? known
          : known.concat({ ...spot, why: why(spot.what, spot.found, own) }),
      [],
    )
    .toSorted((one, other) => one.at - other.at)
}
