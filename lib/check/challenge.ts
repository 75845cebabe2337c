/**
 * What a firewall or a bot check writes on the page that it shows instead of the site's own.
 * Lower case. Only ever asked of a page that is not known to be healthy: a healthy one may hold any of these words.
 */
const signs = [
  'access denied', // Akamai
  'request rejected', // F5
  'the requested url was rejected', // F5
  'request unsuccessful. incapsula', // Imperva
  '_incapsula_resource',
  'attention required! | cloudflare',
  '<title>just a moment...', // Cloudflare
  'cf-chl-',
  'pardon our interruption', // Imperva, Distil
  'captcha-delivery.com', // DataDome
  'px-captcha', // Human
  'awswafintegration',
  'sucuri website firewall',
  'you have been blocked',
  'checking your browser before accessing',
  'web page blocked', // FortiWeb
] as const

/** Such pages are short; a long one that happens to speak of these things is not one of them. */
export const challengeReach = 64 * 1024

/** The first sign of a challenge in a page's text; `undefined` if there is none. */
export const challengeIn = (page: string): string | undefined => {
  const text = page.slice(0, challengeReach).toLowerCase()
  return signs.find(sign => text.includes(sign))
}
