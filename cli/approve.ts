import type { Answer } from './answer.ts'
import type { Operator, Order } from './operator.ts'

/** Shows the words that wait, and says yes to exactly these: should others wait by then, they are not approved. */
export const approve = async (
  operator: Operator,
  order: Order,
  note: (text: string) => void,
): Promise<Answer> => {
  if (order['text'] !== undefined) return operator(order)
  const { service, request, by } = order
  const known = await operator({ command: 'posts', request, by, ...(service !== undefined && { service }) })
  const waits =
    known.is === 'posts'
      ? known.posts.find(({ notice, state }) => state === 'waiting' && notice === order['notice'])
      : undefined
  if (!waits) return operator(order)
  note(`${waits.notice} on ${waits.channel}: ${waits.text}`)
  return operator({ ...order, text: waits.text })
}
