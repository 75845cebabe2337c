import { findIncident } from '../incident/incident.ts'
import type { Ruling } from '../incident/record.ts'
import type { Entry, Ledger, Waiting } from '../publish/ledger.ts'
import type { Alert } from './alert.ts'
import type { Look } from './look.ts'
import { channelSaid, concerning, concerningIncident, textOf, timeSaid, titleOf } from './say.ts'

/** What an alert about a post says in fields: the incident's, while the record holds it. */
const concerningPost = (look: Look, notice: string) => {
  const id = notice.split('/')[0] ?? ''
  const incident = findIncident(look.record, id)
  return {
    id,
    fields: incident
      ? concerningIncident(look.service, incident)
      : { ...concerning(look.service, []), incident: id },
  }
}

const isRuled = (rulings: readonly Ruling[], channel: string, { notice, at }: Entry): boolean =>
  rulings.some(ruling => ruling.channel === channel && ruling.notice === notice && ruling.at >= at)

/** `unclear/<channel>/<notice>/<at>` */
const unclear = (look: Look, { channel }: Ledger, entry: Entry): Alert => {
  const { notice, at, text, why } = entry
  const { id, fields } = concerningPost(look, notice)
  return {
    ...fields,
    key: `unclear/${channel}/${notice}/${at}`,
    kind: 'post-unclear',
    severity: 'critical',
    list: 'first',
    at,
    title: titleOf(`${id}: no se sabe si un post salió en ${channelSaid(channel)}`),
    text: textOf(
      `Se mandó y no se encuentra (${why ?? 'sin motivo'}). Búscalo en la cuenta y di lo que ves:`,
      `atalaya rule ${notice} landed|absent|drop --channel ${channel}`,
      `El texto: ${text}`,
    ),
  }
}

/** `refused/<channel>/<notice>`: it is tried again, and refused again. */
const refused = (look: Look, { channel }: Ledger, entry: Entry): Alert => {
  const { notice, at, text, why } = entry
  const { id, fields } = concerningPost(look, notice)
  return {
    ...fields,
    key: `refused/${channel}/${notice}`,
    kind: 'post-refused',
    severity: 'critical',
    list: 'first',
    at,
    title: titleOf(`${id}: ${channelSaid(channel)} no acepta un post`),
    text: textOf(
      `Motivo: ${why ?? 'ninguno'}. Mientras haga falta, se prueba de nuevo cada 15 minutos.`,
      `El texto: ${text}`,
    ),
  }
}

/** What becomes of it if nobody answers. */
const withoutYes = (look: Look, channel: string, at: number): string | undefined => {
  const settings = Object.entries(look.service.channels).find(([id]) => id === channel)?.[1]
  if (!settings) return undefined
  const { wait, otherwise } = settings.approval
  const end = otherwise === 'tell' ? 'sale sin él' : 'se descarta'
  return `Si nadie contesta antes de ${timeSaid(at + wait, look)}, ${end}.`
}

/** `waiting/<channel>/<notice>/<at>`: nobody reads it before a person says yes. */
const waiting = (look: Look, { channel }: Ledger, { notice, at, text }: Waiting): Alert => {
  const { id, fields } = concerningPost(look, notice)
  return {
    ...fields,
    key: `waiting/${channel}/${notice}/${at}`,
    kind: 'post-waiting',
    severity: 'warning',
    list: 'first',
    at,
    title: titleOf(`${id}: un post para ${channelSaid(channel)} espera tu sí`),
    text: textOf(
      `Espera desde ${timeSaid(at, look)}: atalaya approve ${notice} --channel ${channel}`,
      withoutYes(look, channel, at),
      `El texto: ${text}`,
    ),
  }
}

const ofLedger = (look: Look, ledger: Ledger): readonly Alert[] => [
  ...ledger.log.flatMap((entry): readonly Alert[] => {
    switch (entry.state) {
      case 'unclear':
        return isRuled(look.record.rulings, ledger.channel, entry) ? [] : [unclear(look, ledger, entry)]
      case 'refused':
        return [refused(look, ledger, entry)]
      case 'sent':
      case 'skipped':
        return []
      default:
        return entry.state satisfies never
    }
  }),
  ...(ledger.waiting ? [waiting(look, ledger, ledger.waiting)] : []),
]

/** Posts that a person must look at. A rehearsal's hurt nobody. */
export const postsToSettle = (look: Look): readonly Alert[] =>
  look.ledgers.filter(({ channel }) => !channel.includes('.')).flatMap(ledger => ofLedger(look, ledger))
