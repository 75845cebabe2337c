import { linkable } from '../words/gates.ts'

/** Mentions, hashtags and cashtags are linked as well, at no price. */
const isSign = (link: string): boolean => /^[@＠#＃$]/.test(link)

/** What X would bill as a URL: addresses, and bare domains such as `seg-social.es` or `hoy.Mañana`. */
export const urlsIn = (text: string): readonly string[] => linkable(text).filter(link => !isSign(link))
