import type { Urgency } from '../../alert/alert.ts'
import type { AlertMessage, Section } from '../../alert/message.ts'

/** Colours that an Adaptive Card has names for. */
const colours: Readonly<Record<Urgency, string>> = { critical: 'Attention', warning: 'Warning', info: 'Good' }

/** Teams takes 28 KB in all. */
const longest = 27_000
/** How much of each section's text is shown: as much as fits, for all the same. */
const rooms = [1_500, 700, 300, 100] as const

/** What a card would read as Markdown stays as it is written. */
const escaped = (text: string): string => text.replace(/[\\`*_{}[\]()#+!|<>~]/g, sign => `\\${sign}`)

const lines = (text: string): string => escaped(text).replaceAll('\n', '\n\n')

const isWeb = (url: string): boolean => /^https?:/.test(url)

const open = (title: string, url: string) => ({ type: 'Action.OpenUrl', title, url })

const itemsOf = ({ severity, title, text, guide, ack }: Section, room: number) => {
  const actions = [
    ...(ack ? [open(`Me ocupo de ${ack.incident}`, ack.link)] : []),
    ...(isWeb(guide) ? [open('Qué hacer', guide)] : []),
  ]
  const more = isWeb(guide) ? '' : `\n\nQué hacer: ${escaped(guide)}`
  return [
    { type: 'TextBlock', text: escaped(title), weight: 'Bolder', color: colours[severity], wrap: true },
    { type: 'TextBlock', text: `${lines(text.slice(0, room))}${more}`, wrap: true, spacing: 'None' },
    ...(actions.length > 0 ? [{ type: 'ActionSet', actions }] : []),
  ]
}

const cardOf = ({ title, sections }: AlertMessage, room: number): string =>
  JSON.stringify({
    type: 'message',
    summary: title,
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          fallbackText: title,
          body: sections.flatMap(section => itemsOf(section, room)),
        },
      },
    ],
  })

/** An Adaptive Card in a message, as a workflow "when a webhook request is received" takes it. */
export const teamsBody = (message: AlertMessage): string => {
  const ways = rooms.map(room => cardOf(message, room))
  return ways.find(body => Buffer.byteLength(body) <= longest) ?? cardOf(message, 0)
}
