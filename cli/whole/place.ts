import { dynamodbClient } from '../../lib/adapters/aws-clients.ts'
import { dynamodbItems, type Items, NeverStill } from '../../lib/adapters/dynamodb-items.ts'
import { RunRefused } from '../../local/failure.ts'
import { awsRefusal } from '../aws-refusal.ts'
import { UsageError } from '../usage.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** What becomes of a data directory in which no run has kept anything. */
export type IfNone =
  | { readonly is: 'refused' }
  /** It counts as a table without items, and nothing is made. */
  | { readonly is: 'empty' }
  /** The table is made by this service file. */
  | { readonly is: 'made'; readonly config: string }

/** Where items are, as it was typed. */
export interface PlaceTyped {
  readonly table: string | undefined
  /** The stack whose output names the table. */
  readonly stack: string | undefined
  readonly region: string | undefined
  readonly data: string | undefined
  readonly ifNone: IfNone
}

/** A table that is open. */
export interface TableOpen {
  readonly table: string
  readonly items: Items
  close(): Promise<void>
}

const some = (flag: string, text: string | undefined): string | undefined => {
  if (text === undefined || text.trim() !== '') return text
  throw new UsageError(`--${flag} takes some text`)
}

const inAws = (table: string, region: string | undefined, env: Environment): TableOpen => {
  const client = dynamodbClient({
    ...env,
    AWS_REGION: region ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'],
  })
  const items = dynamodbItems(client, table)
  const refused = (doing: string) => (fault: unknown) => {
    if (fault instanceof NeverStill) throw fault
    const isNone = fault instanceof Error && fault.name === 'ResourceNotFoundException'
    if (!isNone) throw awsRefusal(fault, `${doing} the table ${table}`)
    throw new RunRefused(`there is no table ${table} in that region and account`)
  }
  return {
    table,
    items: {
      partitions: () => items.partitions().catch(refused('read')),
      still: pk => items.still(pk).catch(refused('read')),
      read: pk => items.read(pk).catch(refused('read')),
      put: item => items.put(item).catch(refused('write')),
    },
    close: async () => client.destroy(),
  }
}

const isMissing = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && fault.code === 'ERR_MODULE_NOT_FOUND'

/** The embedded database is no part of an installed `atalaya`, so it is loaded late. */
const onThisMachine = async (data: string, ifNone: IfNone): Promise<TableOpen> => {
  try {
    const { openLocal } = await import('./local-place.ts')
    return await openLocal(data, ifNone)
  } catch (fault) {
    if (!isMissing(fault)) throw fault
    throw new RunRefused('--data works in a clone of the repository, where the local run is', {
      cause: fault,
    })
  }
}

/** The output TableName of a stack. */
const tableOfStack = async (stack: string, region: string | undefined, env: Environment) => {
  const { stacksIn } = await import('../stacks.ts')
  const found = await (await stacksIn(region, env)).find(stack)
  if (!found) throw new RunRefused(`there is no stack ${stack} in that region and account`)
  const table = found.outputs['TableName']
  if (table === undefined)
    throw new RunRefused(`the stack ${stack} has no output TableName: is it one of Atalaya?`)
  return table
}

/** Opens the table that was typed. Throws UsageError, and RunRefused where it cannot be had. */
export const openPlace = async (
  { table, stack, region, data, ifNone }: PlaceTyped,
  env: Environment,
): Promise<TableOpen> => {
  const named = { stack: some('stack', stack), table: some('table', table), data: some('data', data) }
  if (Object.values(named).filter(one => one !== undefined).length !== 1)
    throw new UsageError('which table? one of --stack NAME, --table NAME, or --data DIR of a local run')
  const where = some('region', region)
  if (named.data !== undefined) return onThisMachine(named.data, ifNone)
  const name = named.table ?? (await tableOfStack(named.stack ?? '', where, env))
  return inAws(name, where, env)
}
