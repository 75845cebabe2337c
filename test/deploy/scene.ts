import { setTimeout as sleep } from 'node:timers/promises'
import type { Ledger } from '../../lib/publish/ledger.ts'
import { type Account, accountOn, type Credentials, commandsOf } from './account.ts'
import type { Cdk, Outputs } from './cdk.ts'
import type { Emulator } from './emulator.ts'
import { StepFailed } from './failure.ts'
import type { Findings } from './findings.ts'
import { type Say, sayAt } from './operator.ts'
import type { Stage } from './stage.ts'

export interface Means {
  readonly emulator: Emulator
  readonly cdk: Cdk
  readonly stage: Stage
  readonly folder: string
  readonly findings: Findings
  /** What happens, for people. */
  readonly say: (text: string) => void
  readonly signal: AbortSignal
}

/** A deployed stack, and everything around it that acts on it or looks at it. */
export interface Scene extends Means {
  readonly outputs: Outputs
  readonly account: Account
  /** Where the deployed API is; the emulator's own name for it is not one that every machine can resolve. */
  readonly api: string
  readonly operator: Credentials
  readonly stranger: Credentials
  readonly tell: Say
  ledger(): Promise<Ledger | undefined>
  /** Looks again and again until it is so. Throws StepFailed after `seconds`. */
  until(what: string, seconds: number, isSo: () => boolean | Promise<boolean>): Promise<void>
}

const service = 'ensayo'

export const sceneOf = async (means: Means, outputs: Outputs): Promise<Scene> => {
  const { emulator, signal, say } = means
  const account = accountOn(emulator)
  const [apiId = ''] = new URL(outputs.OperateUrl).hostname.split('.')
  const api = `${emulator.url}/_aws/execute-api/${apiId}`
  const store = account.store(outputs.TableName)
  const operator = await account.user('operator', commandsOf(apiId))
  const stranger = await account.user('stranger')
  return {
    ...means,
    ...{ outputs, account, api, operator, stranger, tell: sayAt(emulator, api, signal) },
    ledger: () => store.readLedger(service, 'x'),
    until: async (what, seconds, isSo) => {
      say(`  ...  ${what}`)
      const end = performance.now() + seconds * 1_000
      while (!(await isSo())) {
        signal.throwIfAborted()
        if (performance.now() > end) throw new StepFailed(`not within ${seconds} seconds: ${what}`)
        await sleep(400)
      }
    },
  }
}
