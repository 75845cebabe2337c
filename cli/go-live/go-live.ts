import type { Answer } from '../answer.ts'
import { escaped } from '../escaped.ts'
import { isYes, type Keyboard } from '../keyboard.ts'
import type { Operator, Order } from '../operator.ts'
import { type Heard, missingIn } from './missing.ts'
import { readinessWords } from './words.ts'

/** How it was asked for. */
export interface Wanted {
  readonly mode: 'auto' | 'approve'
  /** Nobody is asked. */
  readonly yes: boolean
  /** Whatever is missing. */
  readonly anyway: boolean
}

interface World {
  readonly operator: Operator
  readonly keyboard: Keyboard
  readonly env: Readonly<Record<string, string | undefined>>
  /** For people. */
  readonly note: (text: string) => void
}

type Known = Extract<Answer, { is: 'readiness' }>

const heardOf = async ({ stack }: Known, { env }: World): Promise<Heard> => {
  if (!stack) return { is: 'none' }
  try {
    // Loaded here, as no other command has a use for AWS's clients.
    const { alarmsOf } = await import('./alarms.ts')
    return { is: 'checked', ...(await alarmsOf(stack, env)) }
  } catch (error) {
    return { is: 'unchecked', why: error instanceof Error ? error.message : String(error) }
  }
}

/** Why it is not done; `undefined` where it may be. */
const objection = async (
  missing: readonly string[],
  { yes, anyway }: Wanted,
  { keyboard }: World,
): Promise<string | undefined> => {
  if (missing.length > 0 && !anyway)
    return `${missing.join('; ')}. --anyway goes live all the same; nothing was changed`
  if (yes) return undefined
  if (!keyboard.isTerminal) return 'nobody sits at a terminal to be asked: say --yes; nothing was changed'
  return isYes(await keyboard.ask('Go live? (y/N) ')) ? undefined : 'nothing was changed'
}

/** One service after the other; the first that is refused ends it. */
const switched = async ({ services }: Known, order: Order, { mode }: Wanted, { operator }: World) => {
  const texts: string[] = []
  const { request, by, channel } = order
  for (const { service } of services) {
    const answer = await operator({ command: 'mode', request, by, channel, service, mode })
    if (answer.is !== 'done') return answer
    texts.push(services.length > 1 ? `${service}: ${answer.text}` : answer.text)
  }
  return texts
}

/** Shows what going live would mean, checks what it needs, asks, and switches. Throws RunRefused. */
export const goLive = async (order: Order, wanted: Wanted, world: World): Promise<Answer> => {
  const known = await world.operator(order)
  if (known.is !== 'readiness') return known
  const heard = await heardOf(known, world)
  const missing = missingIn(known.services, heard)
  const readiness = { ...known, alarms: heard, missing: [...missing] }
  if (order['dryRun'] === true) return readiness
  world.note(escaped(readinessWords(known.services, heard, missing)))
  const todo = { ...known, services: known.services.filter(({ mode }) => mode !== wanted.mode) }
  const why = todo.services.length === 0 ? undefined : await objection(missing, wanted, world)
  if (why !== undefined) return { is: 'refused', why, readiness }
  const texts = await switched(todo, order, wanted, world)
  if ('is' in texts) return { ...texts, readiness }
  const done = { is: 'done', dryRun: false, timeZone: 'UTC', warnings: [], readiness } as const
  return texts.length === 0
    ? { ...done, warnings: [], changed: false, text: `it is in mode ${wanted.mode} already; nothing changed` }
    : { ...done, warnings: [], changed: true, text: texts.join('\n') }
}
