import type { AlertMessage } from '../alert/message.ts'
import type { Clock, Route } from '../ports.ts'
import { type Hook, idOf } from './webhook/hook.ts'
import { type Posted, post } from './webhook/post.ts'
import { plainBody, signature } from './webhook/signed.ts'
import { slackBody } from './webhook/slack.ts'
import { teamsBody } from './webhook/teams.ts'

const send = (hook: Hook, message: AlertMessage, deadline: number, now: number): Promise<Posted> => {
  switch (hook.kind) {
    case 'slack':
      return post(hook.url, slackBody(message), {}, deadline)
    case 'teams':
      return post(hook.url, teamsBody(message), {}, deadline)
    case 'json': {
      const body = plainBody(message)
      const header = signature(hook.key, Math.floor(now / 1_000), body)
      return post(hook.url, body, { 'x-atalaya-signature': header }, deadline)
    }
    default:
      return hook satisfies never
  }
}

/** A webhook: Slack's, Teams's, or a plain one whose messages are signed. */
export const webhookRoute = (hook: Hook, clock: Pick<Clock, 'now'>): Route => ({
  id: idOf(hook),
  list: hook.list,
  send: (message, deadline) => send(hook, message, deadline, clock.now()),
})
