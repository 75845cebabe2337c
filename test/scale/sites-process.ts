import { readFileSync } from 'node:fs'
import { type Behaviour, startSites } from '../../local/sites.ts'
import { answerAs, spent } from './child.ts'

/** Stand-in sites over TLS, in a process of their own so that their work is not counted as ours. */
const pem = (name: string) =>
  readFileSync(new URL(`../adapters/certificates/${name}.pem`, import.meta.url), 'utf8')

const sites = await startSites({ tls: { key: pem('site-key'), cert: pem('good') } })
const added = new Map<string, ReturnType<typeof sites.add>>()

export interface Order {
  readonly sites: readonly string[]
  readonly behaviour: Behaviour
}

answerAs({
  /** Adds sites; the address of all, with a slash at its end. */
  open: (names: readonly string[]) => {
    for (const name of names) added.set(name, sites.add(name))
    return new URL('/', added.get(names[0] ?? '')?.url).href
  },
  be: ({ sites: names, behaviour }: Order) => {
    for (const name of names) added.get(name)?.be(behaviour)
  },
  spent,
})
