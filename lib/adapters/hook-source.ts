import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { lists } from '../alert/alert.ts'
import type { Clock, Route } from '../ports.ts'
import { secretJson } from './secret-json.ts'
import { type Hook, hooksOf } from './webhook/hook.ts'
import { webhookRoute } from './webhook-route.ts'

/** The webhooks of now, as routes. Never throws: where nobody can say which, routes that fail stand in for them. */
export type HookSource = () => Promise<readonly Route[]>

/** What was put into the secret counts at the latest after this, in milliseconds. */
const fresh = 10 * 60_000
/** Milliseconds that the secret may take: topics are told whatever becomes of it. */
const patient = 3_000

/** Stand for webhooks that are not known: what is due waits for them. */
const unknownHooks = (failed: string): readonly Route[] =>
  lists.map(list => ({ id: `webhooks-${list}`, list, send: async () => ({ failed }) }))

const routesOf = (found: unknown, clock: Pick<Clock, 'now'>): readonly Route[] => {
  const hooks: readonly Hook[] | undefined = hooksOf(found)
  return hooks ? hooks.map(hook => webhookRoute(hook, clock)) : unknownHooks('webhooks-invalid')
}

const webhooksIn = (secret: unknown): unknown =>
  typeof secret === 'object' && secret !== null && 'webhooks' in secret ? secret.webhooks : []

/** `webhooks` of the one secret: none, where it has no such key. */
export const secretHooks = (
  client: SecretsManagerClient,
  secretId: string,
  clock: Pick<Clock, 'now'>,
  patience = patient,
): HookSource => {
  let known: { readonly at: number; readonly routes: readonly Route[] } | undefined
  return async () => {
    if (known && clock.now() - known.at < fresh) return known.routes
    try {
      const routes = routesOf(
        webhooksIn(await secretJson(client, secretId, AbortSignal.timeout(patience))),
        clock,
      )
      known = { at: clock.now(), routes }
      return routes
    } catch {
      return known?.routes ?? unknownHooks('secret-unreadable')
    }
  }
}

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The same JSON, as a text of the environment; none, where it is absent. */
export const textHooks = (text: string | undefined, clock: Pick<Clock, 'now'>): HookSource => {
  const routes = text ? routesOf(jsonIn(text), clock) : []
  return async () => routes
}
