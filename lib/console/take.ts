import type { Answer } from '../operate/answer.ts'
import { readFacts } from '../operate/facts.ts'
import type { Reply } from '../operate/reply.ts'
import { pageAnswer, seeOther } from './answer.ts'
import { type CommandName, commandWords, isCommandName } from './command-words.ts'
import { confirmPage, type Order, refusedPage } from './confirm-page.ts'
import { dropSession } from './cookie.ts'
import type { Sitting } from './desk.ts'
import { noService, wrongOrigin } from './door-pages.ts'
import { type Fields, requestOf } from './fields.ts'
import { sealNews } from './news.ts'
import { rehearsalOf } from './rehearsal.ts'
import { inSpanish } from './spanish.ts'

type Done = Extract<Reply, { is: 'done' }>

const statuses = { refused: 409, invalid: 400 } as const

/** What was asked for, or why that makes no sense here. */
const orderOf = ({ desk, code }: Sitting, fields: Fields): Order | Answer => {
  const command = fields.get('command') ?? ''
  const id = fields.get('service') ?? ''
  const [first] = desk.services.values()
  const service = id === '' ? first : desk.services.get(id)
  if (!service) return pageAnswer(404, noService(id))
  if (!isCommandName(command)) return pageAnswer(400, wrongOrigin)
  return { command, fields, service, carried: { code, service: id } }
}

const say = async (
  { desk, who }: Sitting,
  order: Order,
  request: string,
  dryRun: boolean,
): Promise<Done | Answer> => {
  const reply = await desk.operate(requestOf(order.fields, { by: who, request, dryRun }))
  switch (reply.is) {
    case 'done':
      return reply
    case 'refused':
    case 'invalid':
      return pageAnswer(statuses[reply.is], refusedPage(order, inSpanish(reply.why)))
    default:
      return pageAnswer(400, wrongOrigin)
  }
}

/** The same form of the same session in the same instant is the same request: a double tap asks once. */
const requestFor = ({ desk, keys, session }: Sitting, fields: Fields): string => {
  const [key = ''] = keys
  return `vista:${desk.seal.of(key, [session, desk.clock.now(), fields.toString()].join('\n'))}`
}

const ask = async (sitting: Sitting, order: Order): Promise<Answer> => {
  const { desk } = sitting
  const request = requestFor(sitting, order.fields)
  const reply = await say(sitting, order, request, true)
  if ('status' in reply) return reply
  const about = order.carried.service === '' ? [...desk.services.values()] : [order.service]
  const facts = await Promise.all(about.map(one => readFacts(desk.store, one, desk.clock.now())))
  return pageAnswer(200, confirmPage(order, rehearsalOf(order.command, facts, order.fields, reply), request))
}

/** Afterwards, in a sentence: `Hecho. Fallo abierto: SS-0009.` */
const newsOf = (command: CommandName, { changed, incident }: Done, fields: Fields): string => {
  const about = incident ?? fields.get('notice') ?? fields.get('component') ?? undefined
  const what = `${commandWords[command].done}${about === undefined ? '' : `: ${about}`}.`
  return changed ? `Hecho. ${what}` : `Ya estaba. ${what}`
}

const carryOut = async (sitting: Sitting, order: Order): Promise<Answer> => {
  const { desk, keys } = sitting
  const { fields, command, carried } = order
  const reply = await say(sitting, order, fields.get('request') ?? '', false)
  if ('status' in reply) return reply
  const news = { service: carried.service, text: newsOf(command, reply, fields) }
  return seeOther(`/operate/said/${sealNews(desk.seal, keys, news) ?? ''}`)
}

const leave = ({ host }: Sitting): Answer => seeOther('/operate', { 'set-cookie': dropSession(host) })

/** One form of a session: `ask` shows what would come of it, `do` does it, `leave` ends the session. */
export const take = async (sitting: Sitting, fields: Fields): Promise<Answer> => {
  const step = fields.get('step')
  if (step === 'leave') return leave(sitting)
  const order = orderOf(sitting, fields)
  if ('status' in order) return order
  return step === 'do' ? carryOut(sitting, order) : ask(sitting, order)
}
