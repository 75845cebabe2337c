import type { Channel, UniqueId } from '../ports.ts'

/** A channel that rehearses: everything but the send. */
export const shadowChannel = (uniqueId: UniqueId): Channel => ({
  account: async () => 'shadow',
  send: async () => ({ is: 'sent', id: `shadow-${uniqueId()}` }),
  find: async () => ({ is: 'missing' }),
})
