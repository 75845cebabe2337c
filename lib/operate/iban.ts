import { compact, placesOf, type Spot, wordEnd } from './spelling.ts'

/** Every country that has IBANs, with their length: https://www.swift.com/standards/data-standards/iban */
const registry =
  'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
const lengths = new Map(registry.split(' ').map(one => [one.slice(0, 2), Number(one.slice(2))]))

const marks = String.raw`[\s.\p{Pd}\u2212/]{0,2}`
const start = new RegExp(String.raw`(?<![\p{L}\p{N}])[A-Z]{2}${marks}\d${marks}\d`, 'giu')

/** Words with a few numbers in them may have the length of one ("de 10 a 12 ..."), and one in 97 its check. */
const fewestDigits = 10
const hasDigits = (iban: string): boolean => iban.replaceAll(/\D/g, '').length >= fewestDigits

/** Its first four signs at its end, letters as 10 to 35, leave 1 of 97. */
const isChecked = (iban: string): boolean => {
  const digits = `${iban.slice(4)}${iban.slice(0, 4)}`.replaceAll(/[A-Z]/g, sign => `${parseInt(sign, 36)}`)
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1
}

const wholeAt = (text: string, at: number, length: number): string | undefined => {
  const pattern = new RegExp(`[A-Z](?:${marks}[A-Z\\d]){${length - 1}}${wordEnd}`, 'iuy')
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

/** Bank accounts of any country with their right check digits, in one piece or with spaces and hyphens in them. */
export const ibansIn = (text: string): readonly Spot[] =>
  placesOf(text, start).flatMap(({ at, found: begin }) => {
    const length = lengths.get(compact(begin).slice(0, 2))
    const found = length === undefined ? undefined : wholeAt(text, at, length)
    if (found === undefined) return []
    const iban = compact(found)
    return hasDigits(iban) && isChecked(iban) ? [{ at, found }] : []
  })
