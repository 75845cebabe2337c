import type { Asked } from './ask.ts'
import { ask } from './ask.ts'

/** Milliseconds that a hub may take. Whoever subscribed looks again by itself, so nothing waits for it. */
const patience = 3_000

/**
 * Tells a WebSub hub which topics (addresses of feeds) have changed, in one request. Settles within three seconds and
 * within `left` milliseconds; never throws. Hubs agree on `hub.mode=publish`, and some name the topic `hub.url`, as
 * PubSubHubbub 0.4 does, and some `hub.topic`: both are said.
 */
export const publishToHub = async (
  hub: string,
  topics: readonly string[],
  left: number,
): Promise<Asked | 'nothing'> => {
  if (topics.length === 0) return 'nothing'
  const form = new URLSearchParams({ 'hub.mode': 'publish' })
  for (const topic of topics) {
    form.append('hub.url', topic)
    form.append('hub.topic', topic)
  }
  if (left <= 0) return { failed: 'no-time' }
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return ask(hub, { method: 'POST', headers, body: form.toString() }, Math.min(patience, left))
}
