import { digest } from '../audit/digest.ts'
import { sheet } from './sheet.ts'

const base64 = (hex: string): string =>
  btoa(String.fromCharCode(...(hex.match(/../g) ?? []).map(byte => Number.parseInt(byte, 16))))

/** What a page may do, as it says itself: one style sheet by its hash, its own icon, and nothing else. */
export const policyInPage = [
  "default-src 'none'",
  `style-src 'sha256-${base64(digest(sheet))}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** The same as a header, with the rule that only a header can say: no other site frames it. */
export const contentSecurityPolicy = `${policyInPage}; frame-ancestors 'none'`
