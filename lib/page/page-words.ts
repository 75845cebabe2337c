import type { Language } from '../service/service.ts'
import ca from './words/ca.json' with { type: 'json' }
import en from './words/en.json' with { type: 'json' }
import es from './words/es.json' with { type: 'json' }
import eu from './words/eu.json' with { type: 'json' }
import gl from './words/gl.json' with { type: 'json' }
import va from './words/va.json' with { type: 'json' }

/** All that the public page says of itself; notices have their own words. `{since}` takes a value, `[va|van]` one or many. */
export type PageWords = Omit<typeof es, 'check'> & {
  /** What a native has to look at: `all`, or the names of parts. */
  readonly check: readonly string[]
}

const files: Readonly<Record<Language, PageWords>> = { es, ca, va, gl, eu, en }

export const pageWordsIn = (language: Language): PageWords => files[language]

/** In the order in which readers are offered them; each by its own name. */
export const languagesOfPage = [
  { language: 'es', tag: 'es', name: 'Español' },
  { language: 'ca', tag: 'ca', name: 'Català' },
  { language: 'va', tag: 'ca-valencia', name: 'Valencià' },
  { language: 'gl', tag: 'gl', name: 'Galego' },
  { language: 'eu', tag: 'eu', name: 'Euskara' },
  { language: 'en', tag: 'en', name: 'English' },
] as const satisfies readonly { language: Language; tag: string; name: string }[]

/** As BCP 47 names a language. */
export const tagOf = (language: Language): string => (language === 'va' ? 'ca-valencia' : language)
