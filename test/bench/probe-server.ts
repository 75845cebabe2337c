import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { portalMarker, startSites } from '../../local/sites.ts'
import { startNameServer } from '../adapters/name-server.ts'

/** The other side of the probe's bench, in a process of its own so that its work is not counted as ours. */

const pem = (name: string) =>
  readFileSync(new URL(`../adapters/certificates/${name}.pem`, import.meta.url), 'utf8')

const tls = { key: pem('site-key'), cert: pem('good') }
const [plain, secure] = [await startSites(), await startSites({ tls })]
const nameServer = await startNameServer({ 'dead.test': 'silent' })
const silent = createServer(socket => socket.on('error', () => undefined))
await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve))
const address = silent.address()
const silentPort = typeof address === 'object' && address ? address.port : 0

const site = (name: string, be: Parameters<ReturnType<typeof plain.add>['be']>[0], on = secure) => {
  const added = on.add(name)
  added.be(be)
  return added.url
}

const filler = '<p>Trámites y gestiones</p>\n'
const page = Buffer.from(filler.repeat(Math.floor((60 * 1024) / filler.length)) + portalMarker)

process.send?.({
  nameServer: nameServer.address,
  page: site('page', { is: 'pieces', type: 'text/html; charset=utf-8', pieces: [page], pause: 0 }),
  cases: {
    'a name that does not answer': 'http://dead.test/',
    'a hang before TLS': `https://127.0.0.1:${silentPort}/`,
    'a hang after TLS': site('hang', { is: 'hang', in: 'headers' }),
    'a body that never ends': site('body', { is: 'hang', in: 'body' }),
    'a dripping body': site('drip', { is: 'drip', every: 20 }),
    'slow redirects without end': site('far', { is: 'redirects', times: 1e9, pause: 120 }),
    '200 MB': site('huge', { is: 'huge', bytes: 200e6 }),
    'a reset in the headers': site('headers', { is: 'reset', in: 'headers' }),
    'a reset in the body': site('reset', { is: 'reset', in: 'body' }),
    'a truncated body': site('truncated', { is: 'truncated' }),
    'redirects without end': site('redirects', { is: 'redirects', times: 1e9 }),
  },
})

process.on('disconnect', () => process.exit())
