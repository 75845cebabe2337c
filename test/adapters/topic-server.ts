import { createServer } from 'node:http'
import { bodyOf } from '../../local/body.ts'
import { end, listen } from '../../local/listen.ts'

/** What arrived at a topic. */
export interface Published {
  readonly topic: string
  readonly subject: string
  readonly structure: string
  /** Texts by protocol. */
  readonly texts: Readonly<Record<string, string>>
}

const taken = '<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>'
/** AWS quotes what was signed. */
const denied =
  '<ErrorResponse><Error><Code>AuthorizationError</Code><Message>Credential=AKIA, X-Amz-Security-Token</Message></Error></ErrorResponse>'

/** SNS, as far as Publish goes, on a loopback port. */
export const startTopics = async () => {
  const published: Published[] = []
  let mood: 'takes' | 'denies' | 'hangs' = 'takes'
  const server = createServer(async (request, response) => {
    const form = new URLSearchParams(await bodyOf(request, 500_000))
    const text = (name: string) => form.get(name) ?? ''
    if (mood === 'hangs') return
    response.setHeader('content-type', 'text/xml')
    if (mood === 'denies' || text('Action') !== 'Publish') return response.writeHead(403).end(denied)
    published.push({
      topic: text('TopicArn'),
      subject: text('Subject'),
      structure: text('MessageStructure'),
      texts: JSON.parse(text('Message')),
    })
    return response.end(taken)
  })
  return {
    url: `http://127.0.0.1:${await listen(server, 0)}`,
    published,
    be: (next: typeof mood) => {
      mood = next
    },
    close: () => end(server),
  }
}

export type Topics = Awaited<ReturnType<typeof startTopics>>
