import { spentOn } from '../publish/budget.ts'
import type { Ledger } from '../publish/ledger.ts'
import { postsFor } from '../publish/price.ts'
import { localDay } from '../service/local-clock.ts'
import type { ChannelSettings } from '../service/service.ts'
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

/** `credits/<channel>/<low|out>/<day or month>` */
const budgetOf = (
  look: Look,
  { channel }: Ledger,
  period: string,
  spent: number,
  budget: number,
): readonly Alert[] => {
  if (spent < budget * nearlyAll) return []
  const isOut = spent >= budget
  const when = period.length === 7 ? 'este mes' : 'hoy'
  const left = budget - spent
  const said = isOut
    ? `no quedan posts ${when} en {channel}`
    : `${left === 1 ? 'queda' : 'quedan'} ${left} de ${budget} posts ${when} en {channel}`
  return [
    creditAlert(look, {
      key: `credits/${channel}/${isOut ? 'out' : 'low'}/${period}`,
      kind: isOut ? 'credits-out' : 'credits-low',
      title: titleOf(`${look.service.code}: ${said.replace('{channel}', channelSaid(channel))}`),
      text: textOf(
        isOut
          ? `Se gastaron los ${budget} posts. No sale nada más ${when}.`
          : 'Los finales que se deben están guardados. Lo nuevo puede quedarse sin decir.',
        'Mira si algo falla y vuelve a ratos. Si hacen falta todos, sube "budget" en el fichero del servicio.',
      ),
    }),
  ]
}

const ofLedger = (look: Look, ledger: Ledger, { budget, price }: ChannelSettings): readonly Alert[] => {
  const day = localDay(look.now, look.service.timeZone)
  const { n, m, month } = spentOn(ledger.spent, day)
  const allowed = postsFor(budget, price)
  return [
    ...unpaid(look, ledger, day),
    ...budgetOf(look, ledger, day, n, allowed.day),
    ...budgetOf(look, ledger, month, m, allowed.month),
  ]
}

/** Channels that cannot tell much more, or nothing. */
export const creditsToBuy = (look: Look): readonly Alert[] =>
  look.ledgers.flatMap(ledger => {
    const settings = Object.entries(look.service.channels).find(([id]) => id === ledger.channel)?.[1]
    return settings ? ofLedger(look, ledger, settings) : []
  })
