import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

/** A process of ours that answers questions. Both sides are files of this folder: what they say is not parsed. */
export interface Child {
  ask<Answer>(what: string, about?: unknown): Promise<Answer>
  /** Called with what it says unasked. */
  hear(said: (what: unknown) => void): void
  /** Settles once it is gone. */
  end(): Promise<void>
}

type Question = { readonly n: number; readonly what: string; readonly about: unknown }
type Said =
  | { readonly n: number; readonly answer: unknown }
  | { readonly n: number; readonly fault: string }
  | { readonly says: unknown }

/** A process of ours could not do what it was asked. */
export class ChildFailed extends Error {
  override readonly name = 'ChildFailed'
}

const gone = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

/** Forks a file of this folder; `env` is added to our own. */
export const startChild = (
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Child => {
  const child = fork(new URL(file, import.meta.url), args, { env: { ...process.env, ...env } })
  const asked = new Map<number, PromiseWithResolvers<unknown>>()
  let hear: (what: unknown) => void = () => {}
  let n = 0
  child.on('message', (said: Said) => {
    if ('says' in said) return hear(said.says)
    const waiting = asked.get(said.n)
    asked.delete(said.n)
    if ('fault' in said) waiting?.reject(new ChildFailed(`${file}: ${said.fault}`))
    else waiting?.resolve(said.answer)
  })
  child.on('exit', code => {
    for (const { reject } of asked.values()) reject(new ChildFailed(`${file} ended with ${code}`))
    asked.clear()
  })
  return {
    ask: <Answer>(what: string, about: unknown = null) => {
      const answer = Promise.withResolvers<unknown>()
      if (gone(child)) return Promise.reject(new ChildFailed(`${file} has ended`))
      asked.set(n, answer)
      child.send({ n, what, about } satisfies Question)
      n++
      return answer.promise as Promise<Answer>
    },
    hear: said => {
      hear = said
    },
    end: async () => {
      if (gone(child)) return
      const exit = once(child, 'exit')
      child.kill()
      await exit
    },
  }
}

type Handlers = Readonly<Record<string, (about: never) => unknown>>

/** The other side: answers by name, and ends when the one who asks is gone. */
export const answerAs = (handlers: Handlers): void => {
  process.on('disconnect', () => process.exit())
  process.on('message', async ({ n, what, about }: Question) => {
    try {
      process.send?.({ n, answer: (await handlers[what]?.(about as never)) ?? null } satisfies Said)
    } catch (fault) {
      process.send?.({ n, fault: fault instanceof Error ? `${fault.name}: ${fault.message}` : 'unknown' })
    }
  })
}

export const say = (says: unknown): void => void process.send?.({ says } satisfies Said)

/** What this process took until now. */
export interface Spent {
  /** Milliseconds of a processor. */
  readonly cpu: number
  /** MB resident. */
  readonly rss: number
}

export const spent = (): Spent => {
  const { user, system } = process.cpuUsage()
  return { cpu: (user + system) / 1_000, rss: process.memoryUsage.rss() / 1e6 }
}
