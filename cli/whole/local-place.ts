import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { dynamodbClient } from '../../lib/adapters/aws-clients.ts'
import { dynamodbItems } from '../../lib/adapters/dynamodb-items.ts'
import { startDynamoDb } from '../../local/dynamodb.ts'
import { ends } from '../../local/ends.ts'
import { sdkEnvironment } from '../../local/environment.ts'
import { RunRefused } from '../../local/failure.ts'
import { hold } from '../../local/lock.ts'
import { synthesized } from '../../local/synth.ts'
import { type Table, wiringOf } from '../../local/wiring.ts'
import type { IfNone, TableOpen } from './place.ts'

const heldAlone = async (data: string) => {
  try {
    return await hold(data)
  } catch (fault) {
    if (!(fault instanceof RunRefused)) throw fault
    throw new RunRefused(
      `a run uses ${data}: end it first (Ctrl-C); it goes on afterwards where it was, and nothing is lost`,
      { cause: fault },
    )
  }
}

/** The tables as the template of a service has them; none, where nothing is to be made. */
const tablesOf = async (data: string, ifNone: IfNone): Promise<readonly Table[]> => {
  if (ifNone.is !== 'made') return []
  const { template } = await synthesized(ifNone.config, data, new AbortController().signal)
  return wiringOf(template).tables
}

const nothing = async () => []

/** Nothing is there, and nothing is put there. */
const emptyTable = (data: string): TableOpen => ({
  table: data,
  items: {
    partitions: nothing,
    still: nothing,
    read: nothing,
    put: () => Promise.reject(new RunRefused(`${data} has no table that anything could be put into`)),
  },
  close: async () => {},
})

/** The table of a local run, which must not be running. Throws RunRefused. */
export const openLocal = async (data: string, ifNone: IfNone): Promise<TableOpen> => {
  const folder = join(data, 'dynamodb')
  if (existsSync(folder) || ifNone.is === 'made') return openThere(data, folder, ifNone)
  if (ifNone.is === 'empty') return emptyTable(data)
  throw new RunRefused(`no local run has kept anything in ${data}`)
}

const openThere = async (data: string, folder: string, ifNone: IfNone): Promise<TableOpen> => {
  const opened = ends()
  try {
    const held = await heldAlone(data)
    opened.add(() => held.release())
    const database = await startDynamoDb(folder, await tablesOf(data, ifNone))
    opened.add(() => database.close())
    const client = dynamodbClient(sdkEnvironment({ dynamodb: database.url, eventbridge: '' }))
    opened.add(() => client.destroy())
    const { TableNames: [table, ...others] = [] } = await client.send(new ListTablesCommand())
    if (table === undefined || others.length > 0)
      throw new RunRefused(
        `there are ${others.length + (table ? 1 : 0)} tables in ${folder}, and not the one of a run`,
      )
    return { table, items: dynamodbItems(client, table), close: opened.close }
  } catch (fault) {
    await opened.close()
    throw fault
  }
}
