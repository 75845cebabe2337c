import { setTimeout as sleep } from 'node:timers/promises'
import type { JournalLine } from '../lib/ports.ts'
import type { Run } from '../local/run.ts'
import type { Sites } from '../local/sites.ts'
import type { Narrator } from './narrator.ts'
import { localOperator } from './operator.ts'
import { type Story, StoryBroken } from './story.ts'
import { type Expected, timelineOf, wrongIn } from './verdict.ts'

const incident = 'DEMO-0001'
const code = new RegExp(`\\(${incident}\\)`)

const expected: readonly Expected[] = [
  { what: 'it fails', says: [/Sede Electrónica del Instituto/, /no funciona/i, code] },
  { what: 'we know', says: [/Sede Electrónica del Instituto/, /ya lo saben/i, code] },
  { what: 'it works again', says: [/Sede Electrónica del Instituto/, /ya funciona/i, code] },
]

/** Milliseconds that each act may take, on a slow machine. */
const patience = 12_000

/** The demo's own sites, all well. */
export const sitesOf = (sites: Sites) => ({
  web: sites.add('web'),
  sede: sites.add('sede'),
  control: sites.add('control'),
})

const isAlert = (line: JournalLine) => line.kind === 'alert' && line.list === 'first'
const isSent = (line: JournalLine) => line.kind === 'post' && line.state === 'sent'
export const isTaken = (line: JournalLine) => line.kind === 'round' && line.metrics?.Rounds === 1

/** Whoever plays, where, and for whom. */
export interface Stage {
  readonly tell: Narrator
  readonly told: Story
  readonly started: Run
  readonly data: string
}

/** Waits for what operators hear and for the post, and shows both, the post as a reader sees it. */
const awaitBoth = async (stage: Stage, what: string): Promise<void> => {
  const { tell, told } = stage
  const heard = told.next(`the alert ${what}`, isAlert, patience)
  const posted = told.next(`the post ${what}`, isSent, patience)
  // Whichever fails first is what is told.
  heard.catch(() => {})
  posted.catch(() => {})
  const alert = await tell.waiting(`the alert ${what}`, heard)
  tell.say(`alert → operators: ${alert.title}`)
  tell.post(String((await tell.waiting(`the post ${what}`, posted)).text))
}

const acknowledge = async ({ tell, started, data }: Stage): Promise<void> => {
  const operator = localOperator(started.url, data)
  const order = { command: 'ack', incident, by: 'demo' } as const
  for (const request of ['demo-1', 'demo-2']) {
    tell.say(`an operator says: atalaya ack ${incident}`)
    const answer = await operator({ ...order, request })
    if (answer.is !== 'done')
      throw new StoryBroken(`the acknowledgement was not taken: ${JSON.stringify(answer)}`)
    tell.say(answer.text)
  }
}

/** The whole outage, told as it happens. Throws StoryBroken where it does not go as it should. */
export const play = async (stage: Stage, { sede }: ReturnType<typeof sitesOf>): Promise<void> => {
  const { tell, told } = stage
  tell.act('All is well: nothing is told.')
  await tell.waiting('a good round', told.next('a good round', isTaken, patience))
  sede.be({ is: 'status', status: 503 })
  tell.act('The Sede fails. Three rounds must see it.')
  await awaitBoth(stage, 'that it fails')
  const known = told.next('the post that we know', isSent, patience)
  // If the command fails, that is what is told.
  known.catch(() => {})
  tell.act('Somebody takes it on, and says so twice by mistake.')
  await acknowledge(stage)
  tell.post(String((await tell.waiting('the post that we know', known)).text))
  sede.be({ is: 'healthy' })
  tell.act('The Sede works again. Two rounds must see it.')
  await awaitBoth(stage, 'that it works')
}

/** Long enough for a post that nobody called for to show itself. */
const stillness = 2_500

/** What is wrong with what X shows in the end; empty: nothing. */
export const judged = async ({ tell, started }: Stage): Promise<readonly string[]> => {
  await tell.waiting('whether anything else is told', sleep(stillness))
  return wrongIn(await timelineOf(started.xUrl ?? ''), expected)
}
