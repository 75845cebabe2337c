import type { Alert } from '../../lib/alert/alert.ts'
import { emptyBook } from '../../lib/alert/book.ts'
import { due } from '../../lib/alert/due.ts'
import type { Look } from '../../lib/alert/look.ts'
import type { Service } from '../../lib/service/service.ts'
import type { Story } from '../given.ts'

/** What is seen after a story's last round, or `later` milliseconds after it. */
export const lookAt = (
  { record, at }: Story,
  service: Service,
  { later = 0, ...over }: Partial<Look> & { readonly later?: number } = {},
): Look => ({
  service,
  policy: service.alerts,
  record,
  ledgers: [],
  book: emptyBook(service.id),
  now: at + later,
  ...over,
})

export const keysOf = (look: Look): readonly string[] => due(look).map(({ key }) => key)
export const titlesOf = (look: Look): readonly string[] => due(look).map(({ title }) => title)

/** The alert of a kind that is due; fails where there is none, or more than one. */
export const theOne = (look: Look, kind: Alert['kind']): Alert => {
  const [one, ...others] = due(look).filter(alert => alert.kind === kind)
  if (!one || others.length > 0) throw new Error(`${others.length + (one ? 1 : 0)} alerts of ${kind}`)
  return one
}
