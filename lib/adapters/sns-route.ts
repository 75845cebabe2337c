import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns'
import type { List } from '../alert/alert.ts'
import { plainText } from '../alert/message.ts'
import type { Route } from '../ports.ts'

/** SNS takes less than so many characters in a mail's subject. */
const longestSubject = 99

/** The name of what was thrown: its message may quote what was signed. */
const nameOf = (fault: unknown): string => (fault instanceof Error ? fault.name : 'unknown')

/** A topic: mail with all of it, SMS with the title, whoever else subscribes with the text. */
export const snsRoute = (client: SNSClient, topic: string, list: List): Route => ({
  id: `sns-${list}`,
  list,
  send: async (message, deadline) => {
    const body = JSON.stringify({ default: plainText(message), sms: message.title })
    const asked = new PublishCommand({
      TopicArn: topic,
      Subject: message.title.replaceAll(/\s+/g, ' ').slice(0, longestSubject),
      Message: body,
      MessageStructure: 'json',
    })
    try {
      await client.send(asked, { abortSignal: AbortSignal.timeout(deadline) })
      return 'sent'
    } catch (fault) {
      return { failed: nameOf(fault) }
    }
  },
})

/** In a local run the line in the journal is the message. */
export const journalRoute = (list: List): Route => ({
  id: `operators-${list}`,
  list,
  send: async () => 'sent',
})
