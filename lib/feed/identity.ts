import { digest } from '../audit/digest.ts'

/**
 * `urn:uuid:...` (RFC 9562, version 8) of a name: the same for ever, wherever the page is moved to and whatever
 * a service or component is called by then.
 */
export const urnOf = (name: string): string => {
  const hex = digest(`atalaya/${name}`)
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
