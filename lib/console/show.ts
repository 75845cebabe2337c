import type { Answer } from '../operate/answer.ts'
import { readFacts } from '../operate/facts.ts'
import type { Service } from '../service/service.ts'
import { pageAnswer } from './answer.ts'
import { boardOf } from './board.ts'
import { boardPage } from './board-page.ts'
import type { Sitting } from './desk.ts'
import { noService } from './door-pages.ts'
import { manyPage } from './many-page.ts'

const boardFor = async ({ desk }: Sitting, service: Service) =>
  boardOf(await readFacts(desk.store, service, desk.clock.now()))

const showOne = async (sitting: Sitting, service: Service, news?: string): Promise<Answer> => {
  const { who, code, desk } = sitting
  const carried = { code, service: service.id }
  const viewer = { who, carried, service, isOneOfMany: desk.services.size > 1 }
  return pageAnswer(200, boardPage(await boardFor(sitting, service), viewer, news))
}

/** The view of one service, or the list of all where none is named. */
export const show = async (sitting: Sitting, id = '', news?: string): Promise<Answer> => {
  const all = [...sitting.desk.services.values()]
  const [only] = all
  const wanted = id === '' && all.length === 1 ? only : sitting.desk.services.get(id)
  if (wanted) return showOne(sitting, wanted, news)
  if (id !== '') return pageAnswer(404, noService(id))
  const watched = await Promise.all(
    all.map(async service => ({ service, board: await boardFor(sitting, service) })),
  )
  return pageAnswer(200, manyPage(watched, sitting.who, sitting.code, news))
}
