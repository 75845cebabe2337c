import { createServer } from 'node:http'
import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { undiciProber } from '../../lib/adapters/undici-prober.ts'
import { type Sites, startSites } from '../../local/sites.ts'
import { targetOf } from '../check/targets.ts'

const look = (url: string, localAddress?: string) =>
  undiciProber({ userAgent: 'Atalaya-test/1', localAddress }).look(targetOf(url), 3_000)

const hasIpv6 = networkInterfaces().lo?.some(({ address }) => address === '::1') ?? false

describe('looks from an address of their own', () => {
  let sites: Sites
  beforeAll(async () => {
    sites = await startSites()
  })
  afterAll(() => sites.close())

  it('reach a site of this machine as another visitor', async () => {
    const site = sites.add('sede')
    await look(site.url)
    await look(site.url, '127.0.0.2')
    await look(site.url.replace('127.0.0.1', 'localhost'), '127.0.0.3')
    expect(site.visits.map(({ address }) => address)).toEqual(['127.0.0.1', '127.0.0.2', '127.0.0.3'])
  })

  it('see what the site shows to that address alone', async () => {
    const site = sites.add('web')
    site.be({ is: 'status', status: 503 }, '127.0.0.2')
    expect(await look(site.url, '127.0.0.2')).toMatchObject({ status: 503 })
    expect(await look(site.url)).toMatchObject({ status: 200 })
    site.be({ is: 'healthy' })
    expect(await look(site.url, '127.0.0.2')).toMatchObject({ status: 200 })
  })

  it.skipIf(!hasIpv6)('leave the usual way for an address that could not answer them', async () => {
    const seen: (string | undefined)[] = []
    const server = createServer((request, response) => {
      seen.push(request.socket.remoteAddress)
      response.end()
    })
    await new Promise<void>(resolve => server.listen(0, '::1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    await look(`http://[::1]:${port}/`, '127.0.0.2')
    server.closeAllConnections()
    server.close()
    expect(seen).toEqual(['::1'])
  })
})
