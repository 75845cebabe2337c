import { Resolver } from 'node:dns/promises'
import { readFile } from 'node:fs/promises'
import { isIP, isIPv6 } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Attempt, destroyAtEnd } from './attempt.ts'
import { codeOf, LookFailure } from './failure.ts'

/** Milliseconds that one name server has for its answer. */
const patience = 2_000
/** Milliseconds that the other family's addresses are waited for once one is known (RFC 8305, resolution delay). */
const grace = 50

type Hosts = ReadonlyMap<string, readonly string[]>

const hostsFile =
  process.platform === 'win32'
    ? `${process.env.SystemRoot ?? 'C:\\Windows'}\\System32\\drivers\\etc\\hosts`
    : '/etc/hosts'

const readHosts = async (): Promise<Hosts> => {
  const text = await readFile(hostsFile, 'utf8').catch(() => '')
  const pairs = text.split('\n').flatMap(line => {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/)
    return isIP(address) ? names.map(name => ({ name: name.toLowerCase(), address })) : []
  })
  return new Map(
    [...Map.groupBy(pairs, pair => pair.name)].map(([name, ofIt]) => [name, ofIt.map(pair => pair.address)]),
  )
}

/** RFC 6761: always this machine, whatever a name server says. */
const isLocalhost = (host: string) => host === 'localhost' || host.endsWith('.localhost')

/** Of two families that both failed, what says more: "no such record" says least. */
const failureOf = (four: unknown, six: unknown) => (codeOf(four) === 'ENODATA' ? six : four)

/**
 * Asks both families at once, on a resolver of its own: the servers are those of now, and cancelling ends these
 * questions only. c-ares, for getaddrinfo would take a thread of the pool per name, and dead names would hold up all.
 */
const ask = async (host: string, attempt: Attempt, servers: readonly string[] | undefined) => {
  const resolver = new Resolver({ timeout: patience, tries: 1 })
  if (servers !== undefined) resolver.setServers(servers)
  const done = destroyAtEnd(attempt, () => resolver.cancel())
  const found: string[] = []
  const take = (addresses: readonly string[]) => found.push(...addresses)
  const asked = [resolver.resolve4(host).then(take), resolver.resolve6(host).then(take)] as const
  const all = Promise.allSettled(asked)
  const enough = Promise.any(asked).then(
    () => sleep(grace),
    () => all,
  )
  await Promise.race([all, enough])
  if (found.length === 0) {
    const [four, six] = await all
    if (four.status === 'rejected' && six.status === 'rejected') throw failureOf(four.reason, six.reason)
  }
  resolver.cancel()
  done()
  return found
}

export interface Names {
  /** The addresses of a host, IPv4 first: of the two it is the one that most vantages have. Rejects with c-ares' code. */
  addressesOf(host: string, attempt: Attempt): Promise<readonly string[]>
}

/** @param servers Name servers, `address` or `address:port`, instead of the machine's own. */
export const nameService = (servers?: readonly string[]): Names => {
  let hosts: Promise<Hosts> | undefined
  return {
    addressesOf: async (host, attempt) => {
      if (isIP(host)) return [host]
      if (isLocalhost(host)) return ['127.0.0.1', '::1']
      // c-ares' own queries do not read the machine's hosts file.
      hosts ??= readHosts()
      const listed = (await hosts).get(host)
      const addresses = listed ?? (await ask(host, attempt, servers))
      if (addresses.length === 0) throw new LookFailure('ENODATA')
      return addresses.toSorted((one, other) => Number(isIPv6(one)) - Number(isIPv6(other)))
    },
  }
}
