/** Where the connection goes. What is asked and signed is always https://api.x.com. */
export interface Address {
  readonly host: string
  readonly port: number
  readonly secure: boolean
}

export class BadXAddress extends Error {
  override readonly name = 'BadXAddress'
  readonly url: string

  constructor(url: string) {
    super(`"${url}" is no address for X: give http://host:port or https://host:port`)
    this.url = url
  }
}

/** Reads an address such as http://127.0.0.1:4000; its path does not count. Throws BadXAddress. */
export const addressOf = (url: string): Address => {
  if (!URL.canParse(url)) throw new BadXAddress(url)
  const { protocol, hostname, port } = new URL(url)
  const secure = protocol === 'https:'
  if ((!secure && protocol !== 'http:') || hostname === '') throw new BadXAddress(url)
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || (secure ? 443 : 80), secure }
}
