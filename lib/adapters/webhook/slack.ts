import type { Urgency } from '../../alert/alert.ts'
import type { AlertMessage, Section } from '../../alert/message.ts'

/** Slack takes so many characters in a section's text, and so many blocks. */
const longest = 3_000
const mostBlocks = 50

const signs: Readonly<Record<Urgency, string>> = { critical: '🔴', warning: '🟠', info: '🟢' }

/** The three characters that Slack gives a meaning. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** As much of a text as has room once it is escaped: no sign is cut in two. */
const escapedWithin = (text: string, room: number): string => {
  let said = ''
  for (const sign of text) {
    if (said.length + escaped(sign).length > room) break
    said += escaped(sign)
  }
  return said
}

const linked = (url: string, text: string): string =>
  /^https?:/.test(url) ? `<${escaped(url)}|${text}>` : escaped(url)

const blockOf = ({ severity, title, text, guide, ack }: Section) => {
  const links = [
    ...(ack ? [linked(ack.link, `Me ocupo de ${ack.incident}`)] : []),
    `Qué hacer: ${linked(guide, 'guía')}`,
  ].join('  ·  ')
  const head = `${signs[severity]} *${escaped(title)}*\n`
  const room = longest - head.length - links.length - 1
  return {
    type: 'section',
    text: { type: 'mrkdwn', text: `${head}${escapedWithin(text, room)}\n${links}`, verbatim: true },
  }
}

/** The body of an incoming webhook: `text` is for notifications, `blocks` for the channel. */
export const slackBody = ({ title, severity, sections }: AlertMessage): string =>
  JSON.stringify({
    text: `${signs[severity]} ${escaped(title)}`,
    blocks: sections.slice(0, mostBlocks).map(blockOf),
    unfurl_links: false,
  })
