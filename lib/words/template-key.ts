import type { TemplateKey } from './language.ts'
import type { Notice } from './notice.ts'

/** The template that tells a notice. */
export const templateKey = (notice: Notice): TemplateKey => {
  switch (notice.what) {
    case 'more':
    case 'still':
    case 'reopened':
      return `${notice.what}.${notice.severity}`
    case 'recovered':
    case 'folded':
      return notice.late ? `${notice.what}.${notice.severity}.late` : `${notice.what}.${notice.severity}`
    case 'declared':
    case 'undeclared':
      return `${notice.what}.${notice.kind}`
    case 'outage':
    case 'degraded':
    case 'worse':
    case 'partly':
    case 'acknowledged':
    case 'unstable':
    case 'closed':
    case 'correction':
    case 'removed':
    case 'note':
    case 'notice':
    case 'planned':
    case 'maintenance':
    case 'maintained':
    case 'elapsed':
    case 'overrun':
    case 'cancelled':
      return notice.what
    default:
      return notice satisfies never
  }
}
