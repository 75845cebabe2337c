import { dynamodbClient } from '../lib/adapters/aws-clients.ts'
import { dynamodbStore } from '../lib/adapters/dynamodb-store.ts'
import type { Store } from '../lib/ports.ts'
import { type Places, sdkEnvironment } from './environment.ts'

/** The run's own view of what the functions store, for the page and the status. */
export type LocalStore = Store & { close(): void }

export const localStore = (
  places: Pick<Places, 'dynamodb' | 'eventbridge' | 's3'>,
  table: string,
): LocalStore => {
  const client = dynamodbClient(sdkEnvironment(places))
  return { ...dynamodbStore(client, table), close: () => client.destroy() }
}
