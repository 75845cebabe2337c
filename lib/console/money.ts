import type { ChannelFacts } from '../operate/facts.ts'
import { owed, spentOn } from '../publish/budget.ts'
import { postsFor } from '../publish/price.ts'
import { localDay } from '../service/local-clock.ts'

const euros = new Intl.NumberFormat('es-ES', { style: 'currency', currency: 'EUR', maximumFractionDigits: 3 })

/** `0,014 €`; an estimate wherever it stands. */
export const saidEuros = (sum: number): string => euros.format(sum).replaceAll('\u00A0', ' ')

const saidPosts = (n: number): string => (n === 1 ? '1 publicación' : `${n} publicaciones`)

/** Posts that a channel may still send today, those for ends that are owed left out. */
export const postsLeft = ({ settings, ledger }: ChannelFacts, now: number, timeZone: string): number => {
  const { n, m } = spentOn(ledger.spent, localDay(now, timeZone))
  const allowed = postsFor(settings.budget, settings.price)
  return Math.min(allowed.day - n, allowed.month - m) - owed(ledger)
}

export interface SpanView {
  /** `Hoy`, `Este mes` */
  readonly span: string
  readonly posts: number
  readonly allowed: number
  /** `3 de 100 publicaciones; unos 0,042 € de 2,00 €` */
  readonly text: string
}

export interface BudgetView {
  readonly spans: readonly SpanView[]
  /** Posts that are kept back for ends that are owed, if any. */
  readonly reserved?: string
}

/** What a channel has spent, and what it may. Its ledger counts posts; euros are those at the price of one without an address. */
export const budgetView = ({ settings, ledger }: ChannelFacts, now: number, timeZone: string): BudgetView => {
  const { n, m } = spentOn(ledger.spent, localDay(now, timeZone))
  const allowed = postsFor(settings.budget, settings.price)
  const span = (span: string, posts: number, most: number, sum: number | undefined): SpanView => {
    const paid = `unos ${saidEuros(posts * settings.price)}`
    if (settings.mode === 'shadow')
      return { span, posts, allowed: most, text: `${posts} de ${saidPosts(most)}; ensayar no cuesta nada` }
    const of = sum === undefined ? paid : `${paid} de ${saidEuros(sum)}`
    return { span, posts, allowed: most, text: `${posts} de ${saidPosts(most)}; ${of}` }
  }
  const { day, month } = settings.budget.euros ?? {}
  const debts = owed(ledger)
  return {
    spans: [span('Hoy', n, allowed.day, day), span('Este mes', m, allowed.month, month)],
    ...(debts > 0 && {
      reserved: `${saidPosts(debts)} en reserva, para contar el final de lo que ya hemos dicho.`,
    }),
  }
}
