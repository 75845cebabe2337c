import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { portalMarker, startSites } from '../../../local/sites.ts'
import { startNameServer } from '../../adapters/name-server.ts'
import { answerAs } from '../../scale/child.ts'
import { portOf } from '../ports.ts'

/** The other side of looks, in a process of its own so that its work is not counted as ours. */

const pem = (name: string) =>
  readFileSync(new URL(`../../adapters/certificates/${name}.pem`, import.meta.url), 'utf8')

const key = pem('site-key')
const plain = await startSites()
const secure = await startSites({ tls: { key, cert: pem('good') } })
const others = await startSites({ tls: { key, cert: pem('other') } })
const dead = Array.from({ length: 8 }, (_, n) => `dead-${n}.test`)
const nameServer = await startNameServer(Object.fromEntries(dead.map(name => [name, 'silent'] as const)))
const silentPort = await portOf(createServer(socket => socket.on('error', () => undefined)))
const resetPort = await portOf(createServer(socket => socket.resetAndDestroy()))

const site = (name: string, be: Parameters<ReturnType<typeof plain.add>['be']>[0], on = secure) => {
  const added = on.add(name)
  added.be(be)
  return added.url
}

const filler = '<p>Trámites y gestiones</p>\n'
const page = Buffer.from(filler.repeat(Math.floor((60 * 1024) / filler.length)) + portalMarker)

const places = {
  nameServer: nameServer.address,
  dead: dead.map(name => `http://${name}/`),
  page: site('page', { is: 'pieces', type: 'text/html; charset=utf-8', pieces: [page], pause: 0 }),
  cases: {
    'a name that does not answer': 'http://dead-0.test/',
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
    'a reset before TLS': `https://127.0.0.1:${resetPort}/`,
    "another's certificate": site('other', { is: 'healthy' }, others),
  },
} as const
export type Places = typeof places

answerAs({ places: () => places })
