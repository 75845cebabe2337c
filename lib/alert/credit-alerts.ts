import { channelIds, duesOn } from '../operate/facts.ts'
import { isAffordable, spentOn } from '../publish/budget.ts'
import type { Ledger } from '../publish/ledger.ts'
import { postsFor } from '../publish/price.ts'
import { localDay } from '../service/local-clock.ts'
import type { ChannelId, ChannelSettings } from '../service/service.ts'
import type { Alert } from './alert.ts'
import type { Look } from './look.ts'
import { channelSaid, concerning, textOf, titleOf } from './say.ts'

/** What a channel's ledger says where the channel wants money. */
const wantsMoney = 'no-credits'
/** A part of the budget after which it is time to think. */
const nearlyAll = 0.8

const creditAlert = (
  { service, now }: Look,
  said: Pick<Alert, 'key' | 'kind' | 'title' | 'text'>,
): Alert => ({
  ...concerning(service, []),
  ...said,
  severity: said.kind === 'credits-out' ? 'critical' : 'warning',
  list: 'first',
  at: now,
})

/** `credits/<channel>/unpaid/<day>`: once a day while it lasts. */
const unpaid = (look: Look, { channel, why }: Ledger, day: string): readonly Alert[] =>
  why === wantsMoney
    ? [
        creditAlert(look, {
          key: `credits/${channel}/unpaid/${day}`,
          kind: 'credits-out',
          title: titleOf(`${look.service.code}: ${channelSaid(channel)} pide saldo y no publica`),
          text: textOf(
            'No sale nada, ni siquiera que algo ya funciona. Compra saldo: lo que se debe decir sale solo.',
          ),
        }),
      ]
    : []

/** What a channel may still tell in one period. */
interface Purse {
  /** `2026-11-21`, or `2026-11` */
  readonly period: string
  readonly left: number
  readonly budget: number
}

/** Whether something is due that cannot be paid without the post of an end that is owed. */
const isStuck = ({ service, record, now }: Look, ledger: Ledger, id: ChannelId, settings: ChannelSettings) =>
  duesOn({ service, record, channels: [], now }, { id, settings, ledger, archived: [] }).some(
    due => !isAffordable(due, ledger, settings, localDay(now, service.timeZone)),
  )

const whenSaid = ({ period }: Purse): string => (period.length === 7 ? 'este mes' : 'hoy')

const saidOut = ({ left, budget }: Purse, when: string) =>
  left > 0
    ? {
        title: `lo que queda ${when} en {channel} se guarda para finales`,
        text: `Quedan ${left} de ${budget} posts, guardados para los finales que se deben. Hay algo nuevo que decir, y no sale.`,
      }
    : {
        title: `no quedan posts ${when} en {channel}`,
        text: `Se gastaron los ${budget} posts. No sale nada más ${when}.`,
      }

const saidLow = ({ left, budget }: Purse, when: string) => ({
  title: `${left === 1 ? 'queda' : 'quedan'} ${left} de ${budget} posts ${when} en {channel}`,
  text: 'Los finales que se deben están guardados. Lo nuevo puede quedarse sin decir.',
})

/** `credits/<channel>/<low|out>/<day or month>`; out is also what is left only for ends, while something else is due. */
const budgetOf = (look: Look, { channel }: Ledger, purse: Purse, stuck: boolean): readonly Alert[] => {
  const { period, left, budget } = purse
  const isOut = left <= 0 || stuck
  if (!isOut && budget - left < budget * nearlyAll) return []
  const { title, text } = isOut ? saidOut(purse, whenSaid(purse)) : saidLow(purse, whenSaid(purse))
  return [
    creditAlert(look, {
      key: `credits/${channel}/${isOut ? 'out' : 'low'}/${period}`,
      kind: isOut ? 'credits-out' : 'credits-low',
      title: titleOf(`${look.service.code}: ${title.replace('{channel}', channelSaid(channel))}`),
      text: textOf(
        text,
        'Mira si algo falla y vuelve a ratos. Si hacen falta todos, sube "budget" en el fichero del servicio.',
      ),
    }),
  ]
}

const ofLedger = (look: Look, ledger: Ledger, id: ChannelId, settings: ChannelSettings): readonly Alert[] => {
  const day = localDay(look.now, look.service.timeZone)
  const { n, m, month } = spentOn(ledger.spent, day)
  const allowed = postsFor(settings.budget, settings.price)
  const purses = [
    { period: day, left: allowed.day - n, budget: allowed.day },
    { period: month, left: allowed.month - m, budget: allowed.month },
  ] as const
  const least = Math.min(...purses.map(({ left }) => left))
  const stuck = isStuck(look, ledger, id, settings)
  return [
    ...unpaid(look, ledger, day),
    // The tighter of the two is what keeps it in.
    ...purses.flatMap(purse => budgetOf(look, ledger, purse, stuck && purse.left === least)),
  ]
}

/** Channels that cannot tell much more, or nothing. */
export const creditsToBuy = (look: Look): readonly Alert[] =>
  look.ledgers.flatMap(ledger =>
    channelIds(look.service)
      .filter(id => id === ledger.channel)
      .flatMap(id => {
        const settings = look.service.channels[id]
        return settings ? ofLedger(look, ledger, id, settings) : []
      }),
  )
